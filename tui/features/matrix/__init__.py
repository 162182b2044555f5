"""What the matrix shows and does: rows kept up in the background, told in words, and related."""
