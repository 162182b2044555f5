"""Events and counts as words and lines, for home and for what the command line prints."""
