"""The terminal itself: input and output drivers, crash reports, garbage collection between keys."""
