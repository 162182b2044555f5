"""More passages for a label of one's own codebook, by likeness to what was tagged with it."""
