"""What the rules for attributions know of each language, as tables."""
