"""Files: bytes from a path, an archive or the web, read within bounds and decoded."""
