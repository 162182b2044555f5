"""Formats of the web: Web Annotation and schema.org."""
