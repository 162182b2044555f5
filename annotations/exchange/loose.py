"""Place annotations whose file has no text: find their quotes in an article of the store."""

from __future__ import annotations

from annotations.exchange.bundle import Bundle
from annotations.marks.annotation import Annotation
from annotations.store import Store


def settle(store: Store, bundle: Bundle) -> None:
    """Give each loose annotation of a bundle its place in the stored article that it is about.

    The article is the one with the digest, the address or the source that the file names, the place
    where its quote stands, looked for near the offset that the file gives. Where there is none, the
    annotation is left out with a problem.
    """
    if not bundle.loose:
        return
    from annotations.marks.anchoring import reanchor

    documents = list(store.documents("articles"))
    for loose in bundle.loose:
        found = next(
            (
                str(each["id"])
                for each in documents
                if loose.sha256 == each.get("sha256")
                or (loose.source and loose.source in (each.get("url"), each.get("source")))
            ),
            None,
        )
        if found is None:
            bundle.problems.append(
                f"{loose.where}: no article here is {loose.source or 'its text'}"
            )
            continue
        article = store.article(found)
        key = article.sha256  # an id of the store may be one of the file with another text
        bundle.articles[key] = article
        end = loose.start + len(loose.quote)
        wanted = Annotation(
            id="",
            article=found,
            start=loose.start,
            end=end,
            quote=loose.quote,
            prefix=loose.prefix,
            suffix=loose.suffix,
            label="",
            annotator="",
            created="",
            updated="",
        )
        placement = reanchor(wanted, article.text)
        if placement.span is None:
            bundle.problems.append(
                f"{loose.where}: its quote is {placement.state.value} in {loose.source or found}"
            )
            continue
        bundle.add_mark(key, placement.span, loose.label, where=loose.where, **loose.fields)
