"""Relate two tags, follow a link, say why two blocks are linked, pair two blocks by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from rich.console import Group
from rich.text import Text

from annotations.alignment import Evidence, Link, Origin, explain
from annotations.articles import Kind
from annotations.marks import Annotation, RelationKind
from annotations.store import commands
from tui.features.desk import Desk
from tui.features.finding import Travelling
from tui.quoting import short
from tui.reading.caret import Side
from tui.screens.evidence import explained
from tui.screens.finder import Choice, Finder
from tui.screens.sheet import Sheet
from tui.widgets.listing import told


class Linking:
    """Relations between tags, and links between blocks."""

    def __init__(self, desk: Desk, travelling: Travelling) -> None:
        self._desk = desk
        self._travelling = travelling
        self._from: Annotation | None = None
        self._to: Annotation | None = None
        self._pairing: tuple[Side, int] | None = None
        self._turn = 0

    # Relations

    @property
    def pending(self) -> str:
        """What is begun and not ended, for the status line; empty where nothing is."""
        relate, pair, drop = (
            self._desk.keymap.key(id) for id in ("link.relate", "link.pair", "select.drop")
        )
        drop += " drops"
        if self._to is not None:
            keymap = self._desk.keymap
            kinds = keymap.line(*(each.id for each in keymap.places["relate"]))
            return f"{kinds or keymap.key('app.menu') + ' says how they relate'} · {drop}"
        if self._from is not None:
            return f"relate ‘{short(self._from.quote)}’ to… {relate} on the other tag · {drop}"
        if self._pairing is not None:
            side, block = self._pairing
            there = f"{pair} on a block of the other side"
            return f"pair {self._desk.view.column(side)} {block + 1} with… {there} · {drop}"
        return ""

    @property
    def begun(self) -> str:
        """Id of the command that ends what is begun; empty where nothing is."""
        if self._from is not None:
            return "link.relate"
        return "link.pair" if self._pairing is not None else ""

    @property
    def wants_kind(self) -> bool:
        return self._to is not None

    def relate(self) -> None:
        view, session = self._desk.view, self._desk.session
        here = session.at(view.caret.side, view.caret.offset)
        if not here:
            tags = ", ".join(map(self._desk.keymap.key, ("tag.claim", "tag.source")))
            self._desk.say(f"no tag here to relate; tag it first ({tags})", warn=True)
        elif self._from is None or session.annotation(self._from.id) is None:
            self._from = here[0]
            self._desk.say("")
        else:
            others = [item for item in here if item.id != self._from.id]
            if others:
                self._to = others[0]
                self._desk.say("")
            else:
                self._desk.say("a tag is not related to itself; go to another one", warn=True)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return self._desk.keymap.by_arrival("relate")

    def takes(self, key: str) -> bool:
        """Take a key that is waited for; whether it was one."""
        if not self.wants_kind or key not in self._keys:
            return False
        self.end(self._keys[key].partition(".")[2])
        return True

    def end(self, name: str) -> None:
        """End a relation with its kind."""
        if self._from is None or self._to is None:
            return
        kind = RelationKind(name)
        one, two = self._from, self._to
        if kind is RelationKind.ATTRIBUTED_TO and one.root == "source":
            one, two = two, one
        session = self._desk.session
        self.drop()
        known = [
            relation
            for relation in session.relations_of(one)
            if relation.kind is kind and two.id in (relation.source, relation.target)
        ]
        if known:
            self._desk.do(commands.unrelate(known[0], pair=session.pair.id))
        else:
            self._desk.do(commands.relate(kind, one, two, session.annotator, session.pair.id))

    def drop(self) -> bool:
        """Drop what is pending; whether anything was."""
        was = bool(self.pending)
        self._from = self._to = self._pairing = None
        return was

    # Follow

    def follow(self) -> None:
        """To the other end of the tag's relation here, else to the block's partner."""
        view, session = self._desk.view, self._desk.session
        for here in session.at(view.caret.side, view.caret.offset):
            ends = [
                relation.target if relation.source == here.id else relation.source
                for relation in session.relations_of(here)
            ]
            known = [found for end in ends if (found := session.annotation(end)) is not None]
            if known:
                self._turn += 1
                there = known[self._turn % len(known)]
                side = session.side_of(there)
                assert side is not None
                self._travelling.remember()
                view.go(side, there.start)
                return
        self._follow_block()

    def _follow_block(self) -> None:
        view, session = self._desk.view, self._desk.session
        page = view.page_now
        if page is None:
            return
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        partners = page.partners(view.caret.side, block)
        if not partners:
            self._desk.say("this block has no partner on the other side", warn=True)
            return
        side = view.caret.side.other
        self._travelling.remember()
        view.go(side, session.articles[side].blocks[partners[0]].start)
        if len(partners) > 1:
            rest = ", ".join(str(partner + 1) for partner in partners[1:])
            self._desk.say(f"{view.column(side)} {partners[0] + 1}; also linked: {rest}")

    # Links between blocks

    def pair(self) -> None:
        """Begin a pair at the caret's block, or end it: link, or unlink what was linked."""
        view, session = self._desk.view, self._desk.session
        if view.page_now is None:
            return
        side = view.caret.side
        block = view.layout_now.block_at(side, view.caret.offset)
        if self._pairing is None or self._pairing[0] is side:
            self._pairing = (side, block.index)
            self._desk.say("")
            return
        first = self._pairing
        self._pairing = None
        left, right = (first[1], block.index) if side else (block.index, first[1])
        known = session.link(left, right)
        linked = known is not None and known.origin is not Origin.REJECTED
        origin = Origin.REJECTED if linked else Origin.MANUAL
        link = Link(left, right, 0.0 if linked else 1.0, origin)
        self._desk.do(commands.decide(session.pair.id, link, known))

    def confirm(self) -> None:
        """Confirm the best link of the caret's block."""
        found = self._best()
        if found is not None:
            session = self._desk.session
            link = Link(found.left, found.right, 1.0, Origin.CONFIRMED)
            self._desk.do(commands.decide(session.pair.id, link, found))

    def reject(self) -> None:
        """Reject the best link of the caret's block."""
        found = self._best()
        if found is not None:
            session = self._desk.session
            link = Link(found.left, found.right, 0.0, Origin.REJECTED)
            self._desk.do(commands.decide(session.pair.id, link, found))

    def _best(self) -> Link | None:
        view, session = self._desk.view, self._desk.session
        if view.page_now is None:
            return None
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        sides = (session.alignment.by_left, session.alignment.by_right)
        links = sides[view.caret.side].get(block)
        if not links:
            self._desk.say("this block has no partner on the other side", warn=True)
            return None
        return links[0]

    def retype(self) -> None:
        """Take boilerplate for text, or text for boilerplate; the aligner then looks anew."""
        view, session = self._desk.view, self._desk.session
        if view.page_now is None:
            return
        side = view.caret.side
        block = view.layout_now.block_at(side, view.caret.offset)
        kind = Kind.BOILERPLATE if block.aligned else Kind.PARAGRAPH
        article, name = session.articles[side], session.article_ids[side]
        if not session.read_only:
            view.folded = False
        self._desk.do(commands.retype(name, article, block.index, kind, pair=session.pair.id))
        self._desk.realign()

    def why(self) -> None:
        """Show what carries the link of the caret's block."""
        link = self._best()
        if link is None:
            return
        articles = self._desk.session.articles
        columns = self._desk.view.column(Side.LEFT), self._desk.view.column(Side.RIGHT)
        sheet = Sheet("Why these two are linked", Text("looking…", "dim"), wide=False)
        self._desk.ask(sheet)

        def show(evidence: Evidence) -> None:
            sheet.show(Group(*explained(evidence, columns)))

        self._desk.later(lambda: explain(*articles, link), show)

    def inspect(self) -> None:
        """The tags under the caret with their notes and relations; one is chosen to go to."""
        view, session = self._desk.view, self._desk.session
        found = session.at(view.caret.side, view.caret.offset)
        if not found:
            listing = self._desk.keymap.key("find.list")
            self._desk.say(f"no tag here; {listing} lists them all", warn=True)
            return
        choices: list[Choice] = []
        for item in found:
            mark = Text(
                session.codebook.glyph(item.label), f"bold {session.codebook.colour(item.label)}"
            )
            parts = (f"‘{short(item.quote)}’", told(item), short(item.note))
            detail = " · ".join(part for part in parts if part)
            choices.append(Choice(item.id, item.label, detail, mark))
            for relation in session.relations_of(item):
                forward = relation.source == item.id
                end = session.annotation(relation.target if forward else relation.source)
                if end is not None:
                    words = relation.kind.value.replace("_", " ")
                    name = f"  {words}" if forward or not relation.kind.directed else f"  ← {words}"
                    choices.append(Choice(end.id, name, f"‘{short(end.quote)}’"))

        def go(answer: str) -> None:
            annotation = session.annotation(answer)
            side = session.side_of(annotation) if annotation else None
            if annotation is not None and side is not None:
                self._travelling.remember()
                view.select_span(side, annotation.span)

        self._desk.ask(Finder("Tags here", choices), go)
