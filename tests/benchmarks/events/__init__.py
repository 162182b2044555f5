"""Benchmarks of events: kept, found, summed up."""
