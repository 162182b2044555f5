"""Formats of qualitative research: codebooks and REFI-QDA projects."""
