"""One family of errors, each with a message a user can act on."""

from __future__ import annotations


class CrossreadError(Exception):
    """Something the user can mend; its message is one line that names what and how.

    The command prints the message and exits with 2; a traceback is never shown for it.
    """


class ArticleError(CrossreadError):
    """An article cannot be read: missing, a directory, binary, empty, too large."""


class ArchiveError(CrossreadError):
    """A zip archive cannot be read: no archive, damaged, encrypted, or it unpacks to too much."""


class SpanError(CrossreadError):
    """A span lies outside its article, splits a grapheme cluster, or its quote differs."""


class CodebookError(CrossreadError):
    """A label is missing, taken or not well formed."""


class StoreError(CrossreadError):
    """The store cannot be opened, read or written."""


class RefusedError(StoreError):
    """A command cannot be done as it stands, and trying again will not help."""


class ExchangeError(CrossreadError):
    """A file cannot be imported or an export cannot be written."""


class SettingsError(CrossreadError):
    """The file of settings cannot be changed; it stays as it is."""


class PatternError(CrossreadError):
    """A regular expression of the user's is wrong, or takes too long on the text."""
