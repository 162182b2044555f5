"""The reader in a browser, for `crossread serve`: the site, and the processes of its visitors.

Needs the extra `web`.
"""
