"""Benchmarks of what the program proposes."""
