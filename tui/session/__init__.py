"""What is open: the pair's articles, annotations and alignment in memory, and saving them."""
