"""spaCy: a DocBin with one Doc for each article; needs the extra `spacy`.

Spans stand in `doc.spans`, one group for each annotator and `sc` (what spancat trains on) for all of them;
suggestions, where they are asked for, are in a group `suggestions` alone, so that nothing trains on what
nobody accepted. `span_id` is the annotation's id. Overlaps are fine there. The tokens are cut at the borders of
annotations, so that no span is widened; links and notes are in `doc.user_data`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from annotations.articles import Article
from annotations.errors import ExchangeError
from annotations.exchange.common import lose_alignment, lose_codebook, placed, text_tokens
from annotations.exchange.format import Format
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.extras import install_command
from annotations.marks.annotation import Annotation
from annotations.store.serialization import annotation_to_document, relation_to_document

_GOLD, _PROPOSED = "sc", "suggestions"


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The DocBin; ExchangeError where spaCy is not installed."""
    try:
        spacy_tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()
    except ImportError:
        raise ExchangeError(
            f"spaCy is not installed: {install_command('spacy')}, then export again"
        ) from None
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    relations = [relation_to_document(each) for each in view.relations()]
    tally.wrote("relations", len(relations))
    box = spacy_tokens.DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for article_id, article in view.articles():
        marks = placed(view, article_id, tally)
        doc = _doc(spacy_tokens, vocab, article, marks)
        here = {each.id for each in marks}
        doc.user_data["doc_id"] = article_id
        doc.user_data["annotations"] = [annotation_to_document(each) for each in marks]
        doc.user_data["links"] = [
            each for each in relations if each["source"] in here or each["target"] in here
        ]
        box.add(doc)
    yield box.to_bytes()


def _doc(spacy_tokens: Any, vocab: Any, article: Article, marks: list[Annotation]) -> Any:
    cut = list(text_tokens(article.text, marks))
    words = [article.text[token.start : token.end] for token in cut]
    doc = spacy_tokens.Doc(vocab, words=words, spaces=[token.space for token in cut])
    groups: dict[str, list[Any]] = {_GOLD: []}
    for each in marks:
        span = doc.char_span(each.start, each.end, label=each.label, span_id=each.id)
        if each.suggested:
            groups.setdefault(_PROPOSED, []).append(span)
            continue
        groups[_GOLD].append(span)
        groups.setdefault(each.annotator or "unknown", []).append(span)
    for name, spans in groups.items():
        attrs = {} if name in (_GOLD, _PROPOSED) else {"annotator": name}
        doc.spans[name] = spacy_tokens.SpanGroup(doc, name=name, spans=spans, attrs=attrs)
    return doc


FORMAT = Format("spacy", "spaCy, a DocBin (needs spaCy)", (".spacy",), write=write, binary=True)
