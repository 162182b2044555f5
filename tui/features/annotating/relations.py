"""Relations between annotations: made in two steps, followed, judged, and shown for a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from annotations.marks import Annotation, RelationKind
from annotations.marks.quote import shorten
from annotations.store import commands
from tui.features.annotating.annotation_lines import attributes_text
from tui.features.annotating.which_tag import ask_which
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.screens.finder import Choice, Finder
from tui.session.relation_signs import Tie, place, ties


class Relations:
    """What keys do about relations; one may be begun at a tag and not ended yet."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._begun_at: tuple[Annotation, ...] = ()
        """All tags where it was begun, the one that is meant or not."""
        self._from: tuple[Annotation, ...] = ()
        self._to: tuple[Annotation, ...] = ()
        """Tags that may be meant at either end, the narrowest first."""
        self._turn = 0
        self._came: tuple[Tie, int] | None = None
        """The relation last followed, and the offset that it was followed from."""

    @property
    def pending(self) -> str:
        """What is begun and not ended, for the status line; empty where nothing is."""
        keymap = self._host.keymap
        drop = f"{keymap.key('select.drop')} drops"
        if self._to:
            kinds = keymap.line(*(each.id for each in keymap.contexts["relate"].actions))
            return f"{kinds or keymap.key('app.menu') + ' says how they relate'} · {drop}"
        if self._from:
            relate = f"{keymap.key('link.relate')} on the other tag"
            return f"relate ‘{shorten(narrowest(self._from, 'claim').quote)}’ to… {relate} · {drop}"
        return ""

    @property
    def begun(self) -> str:
        """Id of the action that ends what is begun; empty where nothing is."""
        return "link.relate" if self._from else ""

    @property
    def wants_kind(self) -> bool:
        """Whether both ends of a relation are chosen, and its kind is waited for."""
        return bool(self._to)

    def relate(self) -> None:
        """Begin a relation at a tag here, or choose its other end; at the same tags, drop it.

        Where tags overlap it asks which is meant, unless they are one claim and its source: then
        the kind of the relation says so.
        """
        view, session = self._host.view, self._host.session
        here = session.at(view.caret.side, view.caret.offset)
        begun = {tag.id for tag in self._begun_at if session.annotation(tag.id) is not None}
        if not here:
            tags = ", ".join(map(self._host.keymap.key, ("tag.claim", "tag.source")))
            self._host.bars.show_message(f"no tag here to relate; tag it first ({tags})", warn=True)
        elif not begun:
            self._meant("Relate", here, lambda tags: self._begin(here, tags))
        elif begun != {tag.id for tag in here} and (others := self._others(here, begun)):
            self._meant("Relate it to", others, self._end_at)
        else:
            self.drop()
            key = self._host.keymap.key("link.relate")
            self._host.bars.show_message(f"relation dropped; {key} begins one")

    def _others(self, here: Sequence[Annotation], begun: set[str]) -> tuple[Annotation, ...]:
        """Of the tags here those that may be the other end of what was begun; none where it is all there."""
        meant = {tag.id for tag in self._from}
        others = [tag for tag in here if tag.id not in begun]
        others = others or [tag for tag in here if tag.id not in meant]
        inside = tuple(tag for tag in self._from if tag not in here)
        if not others and inside:  # begun where others stand inside these: the others are meant
            self._from, others = inside, list(here)
        return tuple(others)

    def _meant(
        self,
        title: str,
        tags: tuple[Annotation, ...],
        then: Callable[[tuple[Annotation, ...]], None],
    ) -> None:
        """Tags that a kind of relation chooses among, else the one that is chosen in a list."""
        if unclear(tags):
            ask_which(self._host, title, tags, lambda tag: then((tag,)))
        else:
            then(tags)

    def _begin(self, here: tuple[Annotation, ...], tags: tuple[Annotation, ...]) -> None:
        self._begun_at, self._from = here, tags
        self._host.bars.show_message("")

    def _end_at(self, tags: tuple[Annotation, ...]) -> None:
        if self._from:
            self._to = tags
            self._host.bars.show_message("")

    def end(self, kind: RelationKind) -> None:
        """End a relation with its kind.

        Where tags overlap, the kind says which are meant: claims, or a claim and its source.
        """
        if not self._from or not self._to:
            return
        if kind is RelationKind.ATTRIBUTED_TO:
            one, two = attributed(self._from, self._to)
        else:
            one, two = narrowest(self._from, "claim"), narrowest(self._to, "claim")
        session = self._host.session
        self.drop()
        known = [
            relation
            for relation in session.relations_of(one)
            if relation.kind is kind and two.id in (relation.source, relation.target)
        ]
        if known and known[0].suggested:
            self._host.editing.do(commands.accept_relation(known[0], pair=session.history))
        elif known:
            self._host.editing.do(commands.unrelate(known[0], pair=session.history))
        else:
            self._host.editing.do(
                commands.relate(kind, one, two, session.annotator, session.history)
            )

    def judge(self, *, agreed: bool) -> bool:
        """Accept or reject a suggested relation of the tag here; whether there was one."""
        caret, session = self._host.view.caret, self._host.session
        relation = session.suggested_relation_at(caret.side, caret.offset)
        if relation is not None:
            command = commands.accept_relation if agreed else commands.unrelate
            self._host.editing.do(command(relation, pair=session.history))
        return relation is not None

    def drop_end(self) -> None:
        """Forget the other end that was chosen; the relation still waits for one."""
        self._to = ()

    def drop(self) -> bool:
        """Forget the relation that is begun; whether one was."""
        was = bool(self._from)
        self._begun_at = self._from = self._to = ()
        return was

    def follow(self) -> bool:
        """To the other end of a relation of a tag here, and back; whether there is one.

        Of several relations the next one is followed each time that one has come back.
        """
        view, session = self._host.view, self._host.session
        here = session.at(view.caret.side, view.caret.offset)
        came, self._came = self._came, None
        if came is not None and any(tag.id == came[0].far.id for tag in here):
            tie, left_at = came
            self._go(tie.near, left_at, f"{tie.sign} back", "there again")
            return True
        for tag in here:
            known = ties(session, tag)
            if known:
                tie = known[self._turn % len(known)]
                self._turn += 1
                self._came = tie, view.caret.offset
                self._go(tie.far, tie.far.start, f"{tie.sign} {tie.words}", "back")
                return True
        return False

    def _go(self, tag: Annotation, offset: int, said: str, again: str) -> None:
        """To a place in a tag, saying what the key that led there does next."""
        self._navigation.visit(tag, offset)
        self._host.bars.show_message(f"{said} · {self._host.keymap.key('link.follow')} {again}")

    def inspect(self) -> None:
        """The tags under the caret with their notes and relations; one is chosen to go to."""
        choices = self.here()
        if choices:
            self._host.dialogs.ask(Finder("Tags here", choices), self.go)
        else:
            listing = self._host.keymap.key("find.list")
            self._host.bars.show_message(f"no tag here; {listing} lists them all", warn=True)

    def here(self) -> list[Choice]:
        """The tags under the caret with their notes, each before the tags that it is related to."""
        view, session = self._host.view, self._host.session
        choices: list[Choice] = []
        for item in session.at(view.caret.side, view.caret.offset):
            mark = Text(
                session.codebook.glyph(item.label), f"bold {session.codebook.colour(item.label)}"
            )
            parts = (f"‘{shorten(item.quote)}’", attributes_text(item), shorten(item.note))
            detail = " · ".join(part for part in parts if part)
            whose = session.layers.whose(item.annotator)
            choices.append(Choice(item.id, f"{item.label} {whose}".strip(), detail, mark))
            for tie in ties(session, item):
                suggested = " (suggested)" if tie.relation.suggested else ""
                name = f"  {tie.sign[0]} {tie.words}{suggested} {place(session, tie.far)}"
                choices.append(Choice(tie.far.id, name, f"‘{shorten(tie.far.quote)}’"))
        return choices

    def go(self, annotation_id: str) -> bool:
        """Select a tag, as chosen from `here`; whether there is one with this id."""
        session = self._host.session
        annotation = session.annotation(annotation_id)
        if annotation is None:
            return False
        side = session.side_of(annotation)
        if side is None:
            self._navigation.visit(annotation)
        else:
            self._navigation.remember()
            self._host.view.select_span(side, annotation.span)
        return True


def unclear(tags: Sequence[Annotation]) -> bool:
    """Whether no kind of relation says which of some overlapping tags is meant.

    It does where one claim and one source are among them: both are looked at before all others.
    """
    roots = [tag.root for tag in tags]
    claims, sources = roots.count("claim"), roots.count("source")
    return max(claims, sources) > 1 or (len(tags) > 1 and not claims + sources)


def narrowest(tags: Sequence[Annotation], root: str) -> Annotation:
    """Of tags with the narrowest first, the first with a root label.

    Else the first claim or source, else the first of all.
    """
    either = (tag for tag in tags if tag.root in ("claim", "source"))
    return next((tag for tag in tags if tag.root == root), next(either, tags[0]))


def attributed(
    one: Sequence[Annotation], two: Sequence[Annotation]
) -> tuple[Annotation, Annotation]:
    """The claim of one end and the source of the other, whichever way round they were chosen."""
    backward = narrowest(one, "source").root == "source" and narrowest(two, "claim").root == "claim"
    forward = narrowest(one, "claim").root == "claim" and narrowest(two, "source").root == "source"
    if backward and not forward:
        one, two = two, one
    return narrowest(one, "claim"), narrowest(two, "source")
