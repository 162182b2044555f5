"""Annotating: tags, relations, claims against each other, the codebook and the list of all."""
