"""Rows: which blocks of two articles face each other on the page, given their links."""
