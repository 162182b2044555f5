"""The two files on disk: whether they still say what is being read, and taking what they say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles import Article, Span, visible
from annotations.errors import ArticleError
from annotations.marks import AnchorState, Annotation, context, reanchor
from tui.features.desk import Desk
from tui.keymap import Keymap
from tui.reading.caret import Caret, Side
from tui.session import Session

if TYPE_CHECKING:
    from annotations.store import Store

_WORDS = 40
"""Code points after the caret by which its place is known again."""

_DOUBTFUL = (AnchorState.FUZZY, AnchorState.AMBIGUOUS, AnchorState.ORPHAN)


@dataclass(frozen=True, slots=True)
class Watched:
    """A file as it was last looked at: when it was written and how long it is."""

    path: Path
    stamp: tuple[int, int] = (0, 0)

    def look(self, reading: Article) -> tuple[Watched, Article | None]:
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
        from annotations.articles.decode import decode
        from annotations.store.likeness import alike

        try:
            # Plain text that is the same is told without parsing it, which holds up the keys.
            text = decode(self.path.read_bytes()).text
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == reading.sha256:
                return now, None
            article = read_article(self.path)
        except (ArticleError, OSError):
            return now, None
        same = article.sha256 == reading.sha256 or not alike(article.text, reading.text)
        return now, None if same else article


class Watching:
    """Looks at the files of the pair, and says when one has changed; the reader decides."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        session = desk.session
        self._watched = {
            side: Watched(Path(session.articles[side].source))
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
        return f"{names} changed on disk · {self._desk.keymap.key('app.reload')}"

    def look(self) -> None:
        """Look at the files, off the screen's thread, unless it is being done."""
        if self._looking or self._desk.session.read_only:
            return
        self._looking = True
        articles = self._desk.session.articles
        watched = dict(self._watched)
        self._desk.later(
            lambda: {side: each.look(articles[side]) for side, each in watched.items()}, self._seen
        )

    def _seen(self, found: Mapping[Side, tuple[Watched, Article | None]]) -> None:
        self._looking = False
        for side, (watched, article) in found.items():
            if watched == self._watched[side]:
                continue
            self._watched[side] = watched
            self._changed.pop(side, None)
            if article is not None:
                self._changed[side] = article
                self._desk.say(self.offer, warn=True)

    def reload(self) -> None:
        """Take the new texts: annotations are found again in them, links are made anew."""
        if not self._changed:
            self._desk.say("both files say what is read here")
            return
        session = self._desk.session
        new, self._changed = self._changed, {}
        pair, ids = session.pair.id, session.article_ids

        def take(store: Store) -> str:
            from annotations.alignment import Alignment

            for side, article in new.items():
                store.do(store.retext(ids[side], article, pair=pair).command)
                for other in store.pairs():
                    if ids[side] in (other.left, other.right):
                        store.save_alignment(other.id, Alignment())  # its blocks are others now
            return ""

        self._desk.say("taking the new text…")
        self._desk.background(take)

    def _name(self, side: Side) -> str:
        return visible(self._watched[side].path.name)


def same_place(caret: Caret, before: Article, after: Article) -> Caret:
    """The caret in a new text: at the words that it was at, found as an annotation on them is."""
    end = min(caret.offset + _WORDS, len(before.text))
    quote, prefix, suffix = context(before.text, Span(caret.offset, end))
    here = Annotation("", "", caret.offset, end, quote, prefix, suffix, "", "", "", "")
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
    session = Session(store, old.pair)
    session.view, session.defaults = old.view, old.defaults
    caret = same_place(caret, old.articles[caret.side], session.articles[caret.side])
    session.progress = Progress(
        old.pair.id, old.annotator, side=caret.side.word, offset=caret.offset
    )
    doubtful = sum(each.state in _DOUBTFUL for each in session.annotations())
    back = f"this is the new text · {keymap.key('app.undo')} takes the old one back"
    review = [f"{doubtful} to look at: {keymap.key('find.list')}"] if doubtful else []
    session.notices = (back, *review)
    return session
