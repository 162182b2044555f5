"""Formats of tools that mark texts to train on: a record for each text."""
