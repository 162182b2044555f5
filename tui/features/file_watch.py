"""Notice when a file of the pair changes on disk, and take its new text when the user says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles import Article, Span, visible
from annotations.errors import ArticleError
from annotations.marks import AnchorState, Annotation, quote_and_context, reanchor
from tui.features.host import Host
from tui.keys.keymap import Keymap
from tui.page.caret import Caret, Side
from tui.session.session import Session

if TYPE_CHECKING:
    from annotations.store import Store

_WORDS = 40
"""Code points after the caret by which its place is known again."""

_DOUBTFUL = (AnchorState.FUZZY, AnchorState.AMBIGUOUS, AnchorState.ORPHAN)


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file as it was last looked at: when it was written and how long it is."""

    path: Path
    stamp: tuple[int, int] = (0, 0)

    def look(self, reading: Article) -> tuple[WatchedFile, Article | None]:
        """The file as it is now, and its article where that has another text than the one read.

        A file that is gone, cannot be read, or tells of something else is no new text. Slow where
        the file was written since: it is then read and parsed.
        """
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return self, None
        now = replace(self, stamp=(found.st_mtime_ns, found.st_size))
        if now == self or not self.path.is_file():
            return now, None
        from annotations.articles import read_article
        from annotations.articles.files.decode import decode
        from annotations.articles.files.regular_files import open_regular
        from annotations.articles.same_article import is_same_article

        try:
            # Plain text that is the same is told without parsing it, which holds up the keys.
            with open_regular(self.path) as file:
                text = decode(file.read()).text
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == reading.sha256:
                return now, None
            article = read_article(self.path)
        except (ArticleError, OSError):
            return now, None
        same = article.sha256 == reading.sha256 or not is_same_article(article.text, reading.text)
        return now, None if same else article


class FileWatch:
    """Looks at the files of the pair from time to time, off the screen's thread."""

    def __init__(self, host: Host) -> None:
        self._host = host
        session = host.session
        self._watched = {
            side: WatchedFile(Path(session.articles[side].source))
            for side in Side
            if session.articles[side].source not in ("", "-")
        }
        self._changed: dict[Side, Article] = {}
        self._looking = False

    @property
    def offer(self) -> str:
        """What is to be said of changed files, until they are taken; empty where none is."""
        if not self._changed:
            return ""
        names = " and ".join(self._name(side) for side in sorted(self._changed))
        return f"{names} changed on disk · {self._host.keymap.key('app.reload')}"

    def look(self) -> None:
        """Look at the files, off the screen's thread, unless it is being done."""
        if self._looking or self._host.session.read_only:
            return
        self._looking = True
        articles = self._host.session.articles
        watched = dict(self._watched)
        self._host.threads.run(
            lambda: {side: each.look(articles[side]) for side, each in watched.items()}, self._seen
        )

    def _seen(self, found: Mapping[Side, tuple[WatchedFile, Article | None]]) -> None:
        self._looking = False
        for side, (watched, article) in found.items():
            if watched == self._watched[side]:
                continue
            self._watched[side] = watched
            self._changed.pop(side, None)
            if article is not None:
                self._changed[side] = article
                self._host.bars.show_message(self.offer, warn=True)

    def reload(self) -> None:
        """Take the new texts: annotations are found again in them, links are made anew."""
        if not self._changed:
            self._host.bars.show_message("both files say what is read here")
            return
        session = self._host.session
        new, self._changed = self._changed, {}
        history, ids = session.history, session.article_ids

        def take(store: Store) -> str:
            from annotations.alignment import Alignment

            for side, article in new.items():
                store.do(store.update_text(ids[side], article, pair=history).command)
                for other in store.pairs():
                    if ids[side] in (other.left, other.right):
                        store.save_alignment(other.id, Alignment())  # its blocks are others now
            return ""

        self._host.bars.show_message("taking the new text…")
        self._host.keeper.background(take)

    def _name(self, side: Side) -> str:
        return visible(self._watched[side].path.name)


def same_place(caret: Caret, before: Article, after: Article) -> Caret:
    """Where the caret stands in a new text: at the same words, found as an annotation on them is."""
    end = min(caret.offset + _WORDS, len(before.text))
    quote, prefix, suffix = quote_and_context(before.text, Span(caret.offset, end))
    here = Annotation(
        id="",
        article="",
        start=caret.offset,
        end=end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        label="",
        annotator="",
        created="",
        updated="",
    )
    placement = reanchor(here, after.text, old_text=before.text)
    found = (*filter(None, [placement.span]), *placement.candidates)
    last = max(0, len(after.text) - 1)
    return Caret(caret.side, found[0].start if found else min(caret.offset, last))


def reopened(store: Store, old: Session, caret: Caret, keymap: Keymap) -> Session:
    """The pair anew, once an article of it has another text; its notices say so.

    The caret stands where it was, the page is set as it was; links are left to the aligner.
    """
    from annotations.alignment import Alignment
    from annotations.store import Progress

    if not store.read_only:
        store.save_alignment(old.pair.id, Alignment())
    session = Session(store, old.pair, old.event)
    session.view, session.defaults = old.view, old.defaults
    caret = same_place(caret, old.articles[caret.side], session.articles[caret.side])
    session.progress = Progress(
        pair=old.pair.id,
        event=old.event.id,
        annotator=old.annotator,
        side=caret.side.word,
        offset=caret.offset,
    )
    doubtful = sum(each.state in _DOUBTFUL for each in session.annotations())
    back = f"this is the new text · {keymap.key('app.undo')} takes the old one back"
    review = [f"{doubtful} to look at: {keymap.key('find.list')}"] if doubtful else []
    session.notices = (back, *review)
    return session
