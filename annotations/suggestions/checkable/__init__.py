"""Claims worth checking: sentences of an article that state what can be looked up."""
