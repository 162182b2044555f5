"""Formats: one module each for what an article comes in (HTML, Word, Markdown, PDF …)."""
