"""Text: grapheme clusters, tokens, sentences, and text made safe to show or to write."""
