"""Comparing: links between blocks, what differs inside them, and the map of the pair."""
