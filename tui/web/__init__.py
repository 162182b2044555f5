"""The reader in a browser: needs the extra `web`."""
