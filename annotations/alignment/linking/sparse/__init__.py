"""Sparse rows of numbers, one unit of an article a row: what the aligner's sums are made of."""
