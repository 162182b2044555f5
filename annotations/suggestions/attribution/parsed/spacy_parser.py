"""A parser from a spaCy model that the user has, as `en_core_web_sm`; needs the extra `spacy`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from annotations.errors import CrossreadError
from annotations.extras import install_command
from annotations.suggestions.attribution.parsed.trees import Node, Parser

LANGUAGE = "en"
"""What a model must be for: its relations and tags are what the weights were fitted to."""

_NEEDED = ("tagger", "parser", "lemmatizer")
_UNUSED = ("ner", "senter")


class ParserError(CrossreadError):
    """The spaCy model that was asked for is missing, or is none that parses English."""


class NamedParser(NamedTuple):
    """A parser, and what to call it where its proposals come from."""

    parse: Parser
    name: str


@lru_cache(maxsize=1)
def spacy_parser(model: str) -> NamedParser:
    """Load a spaCy model by its name, or from its folder; once for all articles.

    Raises:
        ParserError: spaCy or the model is not installed, or the model does not parse English.
    """
    try:
        spacy = import_module("spacy")
    except ImportError:
        raise ParserError(f"spaCy is not installed: {install_command('spacy')}") from None
    try:
        pipeline = spacy.load(model, exclude=list(_UNUSED))
    except (OSError, ValueError, ImportError) as error:
        told = str(error).partition("\n")[0][:200]
        raise ParserError(
            f"{model} is no spaCy model that is here ({told}); try: python -m spacy download {model}"
        ) from None
    missing = [name for name in _NEEDED if name not in pipeline.pipe_names]
    if pipeline.lang != LANGUAGE or missing:
        lacks = f"; it has no {', no '.join(missing)}" if missing else ""
        raise ParserError(f"{model} is a spaCy model for {pipeline.lang!r}, not English{lacks}")
    version = pipeline.meta.get("version", "")
    return NamedParser(
        lambda texts: [nodes(document) for document in pipeline.pipe(texts)],
        f"{model} {version}".strip(),
    )


def nodes(document: Any) -> Sequence[Node]:
    """The tokens of a spaCy document."""
    return [
        Node(
            token.idx,
            token.idx + len(token.text),
            token.lemma_.lower(),
            token.tag_,
            token.dep_,
            token.head.i,
        )
        for token in document
    ]
