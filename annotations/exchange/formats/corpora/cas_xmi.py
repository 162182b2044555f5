"""UIMA CAS XMI: an XMI for each article with `TypeSystem.xml`, as INCEpTION reads it (extra `cas`).

The layers are custom ones of INCEpTION: `webanno.custom.CrossreadAnnotation`, a span with what it says as
features, and `webanno.custom.CrossreadRelation`, which leads from its `Governor` to its `Dependent` and stands
where the latter stands. Sentences and tokens are those of DKPro Core; no token runs over the border of an
annotation, so that none has to be widened. Offsets are UTF-16 units, as UIMA is of Java:
dkpro-cassis, which writes the files, counts them. What no XML can hold is shown as a sign of the same length.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from annotations.articles import Article, Span, sentences
from annotations.errors import ExchangeError
from annotations.exchange.common import (
    file_name,
    lose_alignment,
    lose_codebook,
    placed,
    text_tokens,
)
from annotations.exchange.format import Format
from annotations.exchange.formats.corpora.cas import SEGMENTATION
from annotations.exchange.formats.corpora.cas_reader import ANNOTATION, RELATION, SUGGESTION, read
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.exchange.xml_text import held
from annotations.extras import install_command
from annotations.marks.annotation import SUGGESTED, Annotation, Relation

_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_ANNOTATION_FEATURES = ("label", "note", "annotator", "created", "suggestedBy", "key")
_RELATION_FEATURES = ("label", "note", "annotator", "created", "status", "key")
_METADATA_FEATURES = ("documentTitle", "documentId", "documentUri")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files in the archive, so that one store gives one archive."""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The files in one archive, made in a temporary file."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, chunks in write_files(view, tally):
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, b"".join(chunks))
        file.seek(0)
        while chunk := file.read(1 << 20):
            yield chunk


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The type system and an XMI for each article; ExchangeError where dkpro-cassis is not installed."""
    try:
        cassis: Any = import_module("cassis")
    except ImportError:
        raise ExchangeError(
            f"dkpro-cassis is not installed: {install_command('cas')}, then export again"
        ) from None
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    types = _type_system(cassis)
    yield "TypeSystem.xml", [types.to_xml().encode()]
    relations, tied, taken = list(view.relations()), set[str](), dict[str, int]()
    for article_id, article in view.articles():
        marks = placed(view, article_id, tally, "attributes", "states")
        if held(article.text) != article.text:
            tally.lose("texts with characters that XML cannot hold, as signs", article_id)
        cas = _cas(cassis, types, article, article_id, marks)
        spans = _add_marks(cas, types, marks)
        _add_relations(cas, types, relations, spans, tied)
        name = file_name(article.title[:60] or article_id, taken)
        yield f"{name}.xmi", [cas.to_xmi().encode()]
    tally.wrote("relations", len(tied))
    for relation in relations:
        if relation.id not in tied:
            tally.lose("relations across articles", relation.id)


def _type_system(cassis: Any) -> Any:
    """DKPro Core's segmentation and metadata as far as they are used, and both layers."""
    types = cassis.TypeSystem()
    types.create_type(f"{SEGMENTATION}Sentence")
    types.create_type(f"{SEGMENTATION}Token")
    metadata = types.create_type(_METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    span = types.create_type(ANNOTATION, description="An annotation of crossread")
    tie = types.create_type(RELATION, description="A relation of crossread")
    for name in ("Governor", "Dependent"):
        types.create_feature(tie, name, span)
    for owner, names in (
        (metadata, _METADATA_FEATURES),
        (span, _ANNOTATION_FEATURES),
        (tie, _RELATION_FEATURES),
    ):
        for name in names:
            types.create_feature(owner, name, "uima.cas.String")
    return types


def _cas(
    cassis: Any, types: Any, article: Article, article_id: str, marks: list[Annotation]
) -> Any:
    """A CAS with an article's text, what it is, and its sentences and tokens."""
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = held(article.text), "text/plain"
    about = {
        "documentTitle": article.title,
        "documentId": article_id,
        "documentUri": article.url,
    }
    document = types.get_type(_METADATA)
    cas.add(document(begin=0, end=len(article.text), **_features(about)))
    sentence, token = (types.get_type(f"{SEGMENTATION}{name}") for name in ("Sentence", "Token"))
    for start, end in _sentences(article):
        cas.add(sentence(begin=start, end=end))
    for start, end, _ in text_tokens(article.text, marks):
        if not article.text[start:end].isspace():
            cas.add(token(begin=start, end=end))
    return cas


def _sentences(article: Article) -> Iterator[Span]:
    """The sentences of an article, and the lines of what is in no block; no text is outside."""
    done = 0
    for block in article.blocks:
        yield from _lines(article.text, done, block.start)
        yield from sentences(article, block)
        done = block.end
    yield from _lines(article.text, done, len(article.text))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].splitlines(keepends=True):
        body = line.strip()
        if body:
            lead = len(line) - len(line.lstrip())
            yield Span(start + lead, start + lead + len(body))
        start += len(line)


def _add_marks(cas: Any, types: Any, marks: list[Annotation]) -> dict[str, Any]:
    """The spans that were put into a CAS, by the ids of their annotations."""
    layer, spans = types.get_type(ANNOTATION), {}
    for each in marks:
        features = {
            "label": each.label,
            "note": each.note,
            "annotator": each.annotator,
            "created": each.created,
            "suggestedBy": each.attributes.get(SUGGESTED, ""),
            "key": each.id,
        }
        spans[each.id] = layer(begin=each.start, end=each.end, **_features(features))
        cas.add(spans[each.id])
    return spans


def _add_relations(
    cas: Any, types: Any, relations: list[Relation], spans: Mapping[str, Any], tied: set[str]
) -> None:
    layer = types.get_type(RELATION)
    for each in relations:
        one, two = spans.get(each.source), spans.get(each.target)
        if one is None or two is None:
            continue
        tied.add(each.id)
        features = {
            "label": each.kind.value,
            "note": each.note,
            "annotator": each.annotator,
            "created": each.created,
            "status": SUGGESTION if each.suggested else "",
            "key": each.id,
        }
        place = {"begin": two.begin, "end": two.end}
        cas.add(layer(Governor=one, Dependent=two, **place, **_features(features)))


def _features(values: Mapping[str, str]) -> dict[str, str]:
    """The features that have a value, as XML can hold it."""
    return {name: held(value) for name, value in values.items() if value}


FORMAT = Format(
    "cas-xmi",
    "UIMA CAS XMI, for INCEpTION (out: needs the extra cas; in: also CAS JSON)",
    (".zip", ".xmi"),
    write=write,
    write_files=write_files,
    read=read,
    binary=True,
)
