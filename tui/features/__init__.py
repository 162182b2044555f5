"""What the reader does, one feature a module: each keeps its own small state."""
