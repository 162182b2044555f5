r"""Read two articles against each other, and keep what people say about them: the library.

Every name is loaded when it is first used, so `import annotations` costs nothing. A call that
changes a store returns when the change is on disk, and can be undone by name:

>>> from annotations import Store, Span, add_label, align, article_from_text, relate, tag
>>> left = article_from_text("The bank raised rates to 5%.\n\nPrices fell.", source="monday.txt")
>>> right = article_from_text("Rates are 4%, the bank said.\n\nPrices fell.", source="tuesday.txt")
>>> store = Store.open("annotations.json", annotator="ana")
>>> pair = store.add_pair(left, right)
>>> store.save_alignment(pair.id, align(left, right))
>>> store.do(tag(pair.left, left, Span(0, 27), "claim", "ana", pair=pair.id, note="by 1%?"))
>>> store.do(tag(pair.right, right, Span(0, 12), "claim", "ana", pair=pair.id))
>>> [claim.quote for claim in store.annotations(pair=pair.id, label="claim")]
['The bank raised rates to 5%', 'Rates are 4%']
>>> here, there = store.annotations(pair=pair.id)
>>> store.do(relate("contradicts", here, there, "ana", pair.id))
>>> store.next_undo(pair.id)
'‘The bank raised rates t…’ contradicts ‘Rates are 4%’'
>>> _ = store.undo(pair.id)
>>> store.relations()
()

Whoever listens hears each change, those of other processes when `refresh` reads them; and below
it all is an ordinary TinyDB:

>>> leave = store.listen(lambda edits: print(*(f"{edit.table} {edit.after}" for edit in edits)))
>>> store.do(add_label({"id": "theme/rates", "definition": "what money costs"}))
labels {'id': 'theme/rates', 'definition': 'what money costs'}
>>> from tinydb import where
>>> store.tinydb.table("annotations").count(where("label") == "claim")
2
>>> store.close()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.alignment import (
        Alignment,
        Link,
        Origin,
        Passage,
        WordEdit,
        align,
        passages,
        word_diff,
    )
    from annotations.articles import (
        Article,
        Block,
        Kind,
        Span,
        article_from_text,
        read_article,
        sentences,
    )
    from annotations.errors import (
        ArticleError,
        CrossreadError,
        ExchangeError,
        SpanError,
        StoreError,
    )
    from annotations.exchange import export, import_file
    from annotations.marks import (
        AnchorState,
        Annotation,
        Codebook,
        Label,
        Relation,
        RelationKind,
        RelationStatus,
    )
    from annotations.store import (
        Command,
        Edit,
        Event,
        JournalDB,
        Pair,
        Problem,
        Progress,
        Store,
        TextUpdate,
    )
    from annotations.store.codebook_changes import codebook_of, recode
    from annotations.store.commands import (
        add_label,
        change,
        decide,
        relate,
        respan,
        tag,
        together,
        unrelate,
        untag,
    )
    from annotations.suggestions.attribution.parsed.spacy_parser import spacy_parser
    from annotations.suggestions.suggest import Suggestions, suggest
else:
    __getattr__ = lazily(
        __name__,
        {
            "alignment": "Alignment Link Origin Passage WordEdit align passages word_diff",
            "articles": "Article Block Kind Span article_from_text read_article sentences",
            "errors": "ArticleError CrossreadError ExchangeError SpanError StoreError",
            "exchange": "export import_file",
            "marks": "AnchorState Annotation Codebook Label Relation RelationKind RelationStatus",
            "store": "Command Edit Event JournalDB Pair Problem Progress TextUpdate Store",
            "store.codebook_changes": "codebook_of recode",
            "suggestions.attribution.parsed.spacy_parser": "spacy_parser",
            "suggestions.suggest": "Suggestions suggest",
            "store.commands": "add_label change decide relate respan tag together unrelate untag",
        },
    )

__all__ = [
    "Alignment",
    "AnchorState",
    "Annotation",
    "Article",
    "ArticleError",
    "Block",
    "Codebook",
    "Command",
    "CrossreadError",
    "Edit",
    "Event",
    "ExchangeError",
    "JournalDB",
    "Kind",
    "Label",
    "Link",
    "Origin",
    "Pair",
    "Passage",
    "Problem",
    "Progress",
    "Relation",
    "RelationKind",
    "RelationStatus",
    "Span",
    "SpanError",
    "Store",
    "StoreError",
    "Suggestions",
    "TextUpdate",
    "WordEdit",
    "add_label",
    "align",
    "article_from_text",
    "change",
    "codebook_of",
    "decide",
    "export",
    "import_file",
    "passages",
    "read_article",
    "recode",
    "relate",
    "respan",
    "sentences",
    "spacy_parser",
    "suggest",
    "tag",
    "together",
    "unrelate",
    "untag",
    "word_diff",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
