"""Tag what is selected, or the sentence under the caret; change, note and remove tags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rich.text import Text

from annotations.articles import Span, visible
from annotations.marks import Annotation, accepted
from annotations.marks.codebook import clean_path
from annotations.store import commands
from tui.features.desk import Desk
from tui.quoting import short
from tui.reading.caret import Side
from tui.screens.finder import Choice, Finder
from tui.screens.note import NoteEditor

ATTRIBUTES = {
    "claim": (
        ("checkable", "yes"),
        ("checkable", "no"),
        ("checked as", "true"),
        ("checked as", "false"),
        ("checked as", "misleading"),
        ("checked as", "unproven"),
    ),
    "source": (
        ("kind", "named"),
        ("kind", "official"),
        ("kind", "document"),
        ("kind", "anonymous"),
    ),
}
"""Attributes offered first for a label; any other `name: value` may be typed."""


class Tagging:
    """Claims, sources, themes, cues and the user's own labels."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last_label = ""
        self._last_theme = ""
        self._resizing: Annotation | None = None

    @property
    def resizing(self) -> Annotation | None:
        """The annotation whose borders are being changed."""
        return self._resizing

    # Tag

    def tag(self, label: str) -> None:
        view = self._desk.view
        if view.page_now is None:
            return
        side, span = view.caret.side, view.target
        chosen = view.selected is not None
        self._tag(side, span, label)
        if chosen:
            view.caret = view.caret.without_selection()

    def _tag(self, side: Side, span: Span, label: str) -> None:
        session = self._desk.session
        trimmed = _trimmed(session.articles[side].text, span)
        if trimmed is None:
            self._desk.say("there is nothing to tag here", warn=True)
            return
        for other in session.at(side, trimmed.start):
            if other.span == trimmed and other.label == label:
                remove = self._desk.keymap.key("tag.delete")
                self._desk.say(f"already tagged {label}; {remove} removes it", warn=True)
                return
        self._last_label = label
        if label.startswith("theme/"):
            self._last_theme = label
        self._desk.do(
            commands.tag(
                session.article_ids[side],
                session.articles[side],
                trimmed,
                label,
                session.annotator,
                pair=session.pair.id,
            )
        )

    def tag_theme(self) -> None:
        themes = self._desk.session.used_labels("theme")
        choices = [self._choice(path, path.partition("/")[2]) for path in themes]
        side, span = self._desk.view.caret.side, self._desk.view.target
        quote = short(self._desk.session.articles[side].text[span.start : span.end], 44)
        finder = Finder(
            f"Theme of ‘{visible(quote)}’",
            choices,
            new="a new theme",
            prompt="type a theme, new or known",
        )
        self._desk.ask(finder, self._theme_chosen)

    def _theme_chosen(self, answer: str) -> None:
        name = answer if answer.startswith("theme/") else clean_path(f"theme/{answer}")
        self.tag(name)

    def tag_last_theme(self) -> None:
        if self._last_theme:
            self.tag(self._last_theme)
        else:
            self.tag_theme()

    def tag_any(self) -> None:
        self._choose_label("Tag with", self.tag)

    def tag_again(self) -> None:
        if self._last_label:
            self.tag(self._last_label)
        else:
            key = self._desk.keymap.key
            ways = (
                f"{key('tag.claim')} claims, {key('tag.source')} sources, {key('tag.theme')} themes"
            )
            self._desk.say(f"nothing has been tagged yet; {ways}", warn=True)

    def tag_next(self) -> None:
        """The tag under the caret, once more, on the next place with the same words."""
        here = self._here()
        if here is None:
            return
        session = self._desk.session
        side = session.side_of(here)
        assert side is not None
        text = session.articles[side].text
        at = text.find(here.quote, here.end)
        if at < 0:
            at = text.find(here.quote)
        span = Span(at, at + len(here.quote))
        if span == here.span:
            self._desk.say(f"‘{short(here.quote)}’ stands nowhere else in this article", warn=True)
            return
        self._desk.view.go(side, span.start)
        self._tag(side, span, here.label)

    def numbered(self, key: str) -> None:
        """The label that has a digit for its key, else the one at that place of the codebook."""
        label = self._desk.session.codebook.by_digit.get(key)
        if label is None:
            shows = self._desk.keymap.key("app.codebook")
            words = f"no label {key} yet; {shows} shows which there are, and adds one"
            self._desk.say(words, warn=True)
        else:
            self.tag(label.path)

    # Change

    def note(self) -> None:
        def write(annotation: Annotation) -> None:
            def keep(note: str) -> None:
                if note != annotation.note:
                    after = replace(annotation, note=note)
                    title = f"note on ‘{short(annotation.quote)}’"
                    self._desk.do(commands.change(annotation, after, title, pair=self._pair))

            self._desk.ask(NoteEditor(short(annotation.quote, 120), annotation.note), keep)

        self._pick("Note on", write)

    def attributes(self) -> None:
        """Set an attribute, or take it away where it is set so already."""

        def choose(annotation: Annotation) -> None:
            now = dict(annotation.attributes)
            offered = [*ATTRIBUTES.get(annotation.root, ()), *now.items()]
            choices = [
                Choice(
                    f"{name}: {value}", f"{name}: {value}", "set" if now.get(name) == value else ""
                )
                for name, value in dict.fromkeys(offered)
            ]

            def keep(answer: str) -> None:
                name, _, value = (part.strip() for part in answer.partition(":"))
                if not name or not value:
                    self._desk.say("an attribute is written as name: value", warn=True)
                    return
                after = {key: kept for key, kept in now.items() if key != name}
                if now.get(name) != value:
                    after[name] = value
                changed = replace(annotation, attributes=after)
                title = f"{answer} on ‘{short(annotation.quote)}’"
                self._desk.do(commands.change(annotation, changed, title, pair=self._pair))

            finder = Finder(
                f"More on this {annotation.root}", choices, new="name: value", prompt="name: value"
            )
            self._desk.ask(finder, keep)

        self._pick("More on", choose)

    def relabel(self) -> None:
        def choose(annotation: Annotation) -> None:
            def keep(label: str) -> None:
                if label != annotation.label:
                    after = replace(annotation, label=label)
                    title = f"relabel {annotation.label} to {label}"
                    self._desk.do(commands.change(annotation, after, title, pair=self._pair))

            self._choose_label("Change the label to", keep)

        self._pick("Relabel", choose)

    def borders(self) -> None:
        """Select a tag's span to change its borders; Enter then saves them."""

        def begin(annotation: Annotation) -> None:
            side = self._desk.session.side_of(annotation)
            assert side is not None
            self._resizing = annotation
            self._desk.view.select_span(side, annotation.span)
            keymap = self._desk.keymap
            keeps = "tag.inspect" if keymap.command("tag.inspect").keys else "app.menu"
            self._desk.say(
                f"the end moves, {keymap.key('select.swap')} goes to the other one;"
                f" {keymap.key(keeps)} saves, {keymap.key('select.drop')} leaves it"
            )

        self._pick("Change the borders of", begin)

    def keep_borders(self) -> None:
        """Save the borders as selected."""
        annotation, self._resizing = self._resizing, None
        view, session = self._desk.view, self._desk.session
        span = view.selected
        side = view.caret.side
        if annotation is None or span is None or session.side_of(annotation) is not side:
            return
        trimmed = _trimmed(session.articles[side].text, span)
        view.caret = view.caret.without_selection()
        if trimmed is not None and trimmed != annotation.span:
            article = session.articles[side]
            self._desk.do(commands.respan(annotation, article, trimmed, pair=self._pair))

    def drop_borders(self) -> bool:
        """Leave the borders as they were; whether any were being changed."""
        was, self._resizing = self._resizing, None
        return was is not None

    def suggested(self) -> Annotation | None:
        """The suggestion under the caret, the narrowest."""
        view = self._desk.view
        found = self._desk.session.at(view.caret.side, view.caret.offset)
        return next((item for item in found if item.suggested), None)

    def accept(self, annotation: Annotation) -> None:
        """Take over what a model or another person proposed."""
        title = f"accept {annotation.label} ‘{short(annotation.quote)}’"
        self._desk.do(commands.change(annotation, accepted(annotation), title, pair=self._pair))

    def delete(self) -> None:
        def remove(annotation: Annotation) -> None:
            relations = self._desk.session.relations_of(annotation)
            self._desk.do(commands.untag(annotation, relations, pair=self._pair))

        self._pick("Remove", remove)

    # Which one

    @property
    def _pair(self) -> str:
        return self._desk.session.pair.id

    def _here(self) -> Annotation | None:
        """The narrowest annotation under the caret; says so where there is none."""
        view = self._desk.view
        found = self._desk.session.at(view.caret.side, view.caret.offset)
        if not found:
            listing = self._desk.keymap.key("find.list")
            self._desk.say(f"no tag here; {listing} lists them all", warn=True)
            return None
        return found[0]

    def _pick(self, title: str, then: Callable[[Annotation], None]) -> None:
        """The annotation under the caret; where several overlap, the one that is chosen."""
        view, session = self._desk.view, self._desk.session
        found = session.at(view.caret.side, view.caret.offset)
        if len(found) < 2:
            one = self._here()
            if one is not None:
                then(one)
            return
        choices = [
            Choice(item.id, item.label, f"‘{short(item.quote)}’", self._mark(item.label))
            for item in found
        ]

        def chosen(answer: str) -> None:
            annotation = session.annotation(answer)
            if annotation is not None:
                then(annotation)

        self._desk.ask(Finder(title, choices), chosen)

    def _choose_label(self, title: str, then: Callable[[str], None]) -> None:
        labels = self._desk.session.codebook.offered
        choices = [self._choice(label.path, label.path, label.definition) for label in labels]
        self._desk.ask(Finder(title, choices), then)

    def _choice(self, path: str, name: str, detail: str = "") -> Choice:
        return Choice(path, name, detail, self._mark(path))

    def _mark(self, path: str) -> Text:
        codebook = self._desk.session.codebook
        return Text(codebook.glyph(path), f"bold {codebook.colour(path)}")


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing else is in it."""
    quote = text[span.start : span.end]
    if not quote.strip():
        return None
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()))
