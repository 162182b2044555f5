"""Diff: what differs between two linked texts, word by word, and which differences matter."""
