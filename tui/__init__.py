"""The terminal: the `crossread` command, the reader, its screens, widgets and keys."""
