"""Annotate: tag the selection or the sentence at the caret; note, change and remove annotations."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from rich.text import Text

from annotations.articles import Span, visible
from annotations.marks import Annotation
from annotations.marks.cleaning import clean_path
from annotations.marks.quote import shorten
from annotations.store import commands
from annotations.store.commands import short_quote
from tui.features.annotating.others_tags import ask_first, is_anothers, signed
from tui.features.annotating.which_tag import ask_which, label_mark
from tui.features.host import Host
from tui.page.caret import Side
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
    """Makes and changes annotations, by whatever label."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.last_label = ""
        """The label used last; empty before the first."""
        self._last_theme = ""
        self._resizing: Annotation | None = None

    @property
    def resizing(self) -> Annotation | None:
        """The annotation whose borders are being changed."""
        return self._resizing

    # Tag

    def tag(self, label: str) -> None:
        """Tag the selection, else the sentence at the caret, with a label's path."""
        view = self._host.view
        if view.page_now is None:
            return
        side, span = view.caret.side, view.target
        chosen = view.selected is not None
        self._tag(side, span, label)
        if chosen:
            view.caret = view.caret.without_selection()

    def _tag(self, side: Side, span: Span, label: str) -> None:
        session = self._host.session
        trimmed = _trimmed(session.articles[side].text, span)
        if trimmed is None:
            self._host.bars.show_message("there is nothing to tag here", warn=True)
            return
        for other in session.at(side, trimmed.start):
            if other.span == trimmed and other.label == label:
                remove = self._host.keymap.key("tag.delete")
                self._host.bars.show_message(
                    f"already tagged {label}; {remove} removes it", warn=True
                )
                return
        if session.annotator in session.layers.hidden:
            session.hide(session.layers.hidden - {session.annotator})
        self.last_label = label
        if label.startswith("theme/"):
            self._last_theme = label
        self._host.editing.do(
            commands.tag(
                session.article_ids[side],
                session.articles[side],
                trimmed,
                label,
                session.annotator,
                pair=session.history,
            )
        )

    def tag_theme(self) -> None:
        """Ask for a theme, known or new, and tag with it."""
        themes = self._host.session.used_labels("theme")
        choices = [self._choice(path, path.partition("/")[2]) for path in themes]
        side, span = self._host.view.caret.side, self._host.view.target
        quote = shorten(self._host.session.articles[side].text[span.start : span.end], 44)
        finder = Finder(
            f"Theme of ‘{visible(quote)}’",
            choices,
            new="a new theme",
            prompt="type a theme, new or known",
        )
        self._host.dialogs.ask(finder, self._theme_chosen)

    def _theme_chosen(self, answer: str) -> None:
        name = answer if answer.startswith("theme/") else clean_path(f"theme/{answer}")
        self.tag(name)

    def tag_last_theme(self) -> None:
        """Tag with the theme used last; ask where there is none."""
        if self._last_theme:
            self.tag(self._last_theme)
        else:
            self.tag_theme()

    def tag_any(self) -> None:
        """Ask for a label of the codebook, and tag with it."""
        self._choose_label("Tag with", self.tag)

    def tag_again(self) -> None:
        """Tag with the label used last."""
        if self.last_label:
            self.tag(self.last_label)
        else:
            key = self._host.keymap.key
            ways = (
                f"{key('tag.claim')} claims, {key('tag.source')} sources, {key('tag.theme')} themes"
            )
            self._host.bars.show_message(f"nothing has been tagged yet; {ways}", warn=True)

    def tag_next(self) -> None:
        """The tag under the caret, once more, on the next place with the same words."""
        here = self._here()
        if here is None:
            return
        session = self._host.session
        side = session.side_of(here)
        assert side is not None
        text = session.articles[side].text
        at = text.find(here.quote, here.end)
        if at < 0:
            at = text.find(here.quote)
        span = Span(at, at + len(here.quote))
        if span == here.span:
            self._host.bars.show_message(
                f"‘{shorten(here.quote)}’ stands nowhere else in this article", warn=True
            )
            return
        self._host.view.go(side, span.start)
        self._tag(side, span, here.label)

    def numbered(self, key: str) -> None:
        """The label that has a digit for its key, else the one at that place of the codebook."""
        label = self._host.session.codebook.by_digit.get(key)
        if label is None:
            shows = self._host.keymap.key("app.codebook")
            words = f"no label {key} yet; {shows} shows which there are, and adds one"
            self._host.bars.show_message(words, warn=True)
        else:
            self.tag(label.path)

    # Change

    def note(self) -> None:
        """Write the note of the annotation here."""

        def write(annotation: Annotation) -> None:
            def keep(note: str) -> None:
                if note != annotation.note:
                    after = signed(self._host, annotation, replace(annotation, note=note))
                    title = f"note on ‘{shorten(annotation.quote)}’"
                    self._host.editing.do(
                        commands.change(annotation, after, title, pair=self._pair)
                    )

            self._host.dialogs.ask(
                NoteEditor(shorten(annotation.quote, 120), annotation.note), keep
            )

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
                    self._host.bars.show_message(
                        "an attribute is written as name: value", warn=True
                    )
                    return
                after = {key: kept for key, kept in now.items() if key != name}
                if now.get(name) != value:
                    after[name] = value
                changed = signed(self._host, annotation, replace(annotation, attributes=after))
                title = f"{answer} on ‘{shorten(annotation.quote)}’"
                self._host.editing.do(commands.change(annotation, changed, title, pair=self._pair))

            finder = Finder(
                f"More on this {annotation.root}", choices, new="name: value", prompt="name: value"
            )
            self._host.dialogs.ask(finder, keep)

        self._pick("More on", choose)

    def relabel(self) -> None:
        """Ask for another label for the annotation here."""

        def choose(annotation: Annotation) -> None:
            def keep(label: str) -> None:
                if label != annotation.label:
                    after = signed(self._host, annotation, replace(annotation, label=label))
                    title = f"relabel {annotation.label} to {label}"
                    self._host.editing.do(
                        commands.change(annotation, after, title, pair=self._pair)
                    )

            self._choose_label("Change the label to", keep)

        self._pick("Relabel", choose, asks=True)

    def borders(self) -> None:
        """Select a tag's span to change its borders; Enter then saves them."""

        def begin(annotation: Annotation) -> None:
            side = self._host.session.side_of(annotation)
            assert side is not None
            self._resizing = annotation
            self._host.view.select_span(side, annotation.span)
            keymap = self._host.keymap
            self._host.bars.show_message(
                f"the end moves, {keymap.key('select.swap')} goes to the other one;"
                f" {keymap.key('app.menu')} saves, {keymap.key('select.drop')} leaves it",
                asks=True,
            )

        self._pick("Change the borders of", begin, asks=True)

    def keep_borders(self) -> None:
        """Save the borders as selected."""
        annotation, self._resizing = self._resizing, None
        view, session = self._host.view, self._host.session
        span = view.selected
        side = view.caret.side
        if annotation is None or span is None or session.side_of(annotation) is not side:
            return
        trimmed = _trimmed(session.articles[side].text, span)
        view.caret = view.caret.without_selection()
        if trimmed is not None and trimmed != annotation.span:
            article = session.articles[side]
            moved = commands.respan(annotation, article, trimmed, pair=self._pair)
            after = signed(self._host, annotation, commands.changed(moved))
            self._host.editing.do(commands.change(annotation, after, moved.title, pair=self._pair))

    def drop_borders(self) -> bool:
        """Leave the borders as they were; whether any were being changed."""
        was, self._resizing = self._resizing, None
        return was is not None

    def suggested(self) -> Annotation | None:
        """The suggestion under the caret, the narrowest."""
        view = self._host.view
        found = self._host.session.at(view.caret.side, view.caret.offset)
        return next((item for item in found if item.suggested), None)

    def accept(self, annotation: Annotation) -> None:
        """Take over what a model or another person proposed, with its ties to what is accepted."""
        ties = self._host.session.ties_of(annotation)
        self._host.editing.do(commands.accept_suggestion(annotation, ties, pair=self._pair))

    def delete(self) -> None:
        """Remove the annotation here, with its relations."""

        def remove(annotation: Annotation) -> None:
            relations = self._host.session.relations_of(annotation)
            command = commands.untag(annotation, relations, pair=self._pair)
            if is_anothers(self._host, annotation):
                title = f"remove {annotation.label} of {annotation.annotator} {short_quote(annotation.quote)}"
                command = commands.together(title, (command,), self._pair)
            self._host.editing.do(command)

        self._pick("Remove", remove, asks=True)

    # Which one

    @property
    def _pair(self) -> str:
        return self._host.session.history

    def _here(self) -> Annotation | None:
        """The narrowest annotation under the caret; says so where there is none."""
        view = self._host.view
        found = self._host.session.at(view.caret.side, view.caret.offset)
        if not found:
            listing = self._host.keymap.key("find.list")
            self._host.bars.show_message(f"no tag here; {listing} lists them all", warn=True)
            return None
        return found[0]

    def _pick(self, title: str, then: Callable[[Annotation], None], *, asks: bool = False) -> None:
        """The annotation under the caret; where several overlap, the one that is chosen.

        With `asks`, another annotator's is asked about before anything is done to it.
        """
        if asks:
            does, act = title.removesuffix(" of"), then
            then = lambda chosen: ask_first(self._host, chosen, does, act)  # noqa: E731
        view = self._host.view
        found = self._host.session.at(view.caret.side, view.caret.offset)
        if len(found) > 1:
            ask_which(self._host, title, found, then)
        elif (one := self._here()) is not None:
            then(one)

    def _choose_label(self, title: str, then: Callable[[str], None]) -> None:
        codebook = self._host.session.codebook
        digits = {digit: label.path for digit, label in codebook.by_digit.items()}
        keys = {path: digit for digit, path in digits.items()}
        choices = []
        for label in codebook.offered:
            mark = Text(f"{keys.get(label.path, ' ')} ", "bold") + self._mark(label.path)
            choices.append(Choice(label.path, label.path, label.definition, mark))
        prompt = "a digit, or type to find" if digits else ""
        self._host.dialogs.ask(Finder(title, choices, at_once=digits, prompt=prompt), then)

    def _choice(self, path: str, name: str, detail: str = "") -> Choice:
        return Choice(path, name, detail, self._mark(path))

    def _mark(self, path: str) -> Text:
        return label_mark(self._host.session.codebook, path)


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing else is in it."""
    quote = text[span.start : span.end]
    if not quote.strip():
        return None
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()))
