"""Links between blocks: paired in two steps, followed, confirmed, rejected and explained."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from annotations.alignment import Evidence, Link, Origin, explain
from annotations.articles import Kind
from annotations.store import commands
from tui.features.comparing.evidence import explained
from tui.features.host import Host, awaits_alignment
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.screens.sheet import Sheet


class Links:
    """What keys do about the links of the caret's block; a pair may be begun and not ended yet."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._pairing: tuple[Side, int] | None = None

    @property
    def pending(self) -> str:
        """What is begun and not ended, for the status line; empty where nothing is."""
        if self._pairing is None:
            return ""
        pair, drop = (self._host.keymap.key(id) for id in ("link.pair", "select.drop"))
        side, block = self._pairing
        there = f"{pair} on a block of {self._host.session.names[side.other]}"
        return f"pair {self._host.session.names[side]} ¶{block + 1} with… {there} · {drop} drops"

    @property
    def begun(self) -> str:
        """Id of the action that ends what is begun; empty where nothing is."""
        return "link.pair" if self._pairing is not None else ""

    def drop(self) -> bool:
        """Forget the pair that is begun; whether one was."""
        was, self._pairing = self._pairing is not None, None
        return was

    def follow(self) -> None:
        """To the best partner of the caret's block, or the passage of it that is looked at."""
        view, session = self._host.view, self._host.session
        page = view.page_now
        if page is None:
            return
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        near = page.near(view.caret.side, block)
        looked_at = near is not None and near.chosen
        partners = (near.block,) if near and looked_at else page.partners(view.caret.side, block)
        if not partners:
            if awaits_alignment(self._host, "links can be followed then"):
                return
            self._host.bars.show_message(
                f"this block has no partner in {session.names[view.caret.side.other]}", warn=True
            )
            return
        side = view.caret.side.other
        self._navigation.remember()
        view.go(side, session.articles[side].blocks[partners[0]].start)
        if looked_at:
            self._host.bars.show_message("no link, but the passage that you looked at")
        elif len(partners) > 1:
            rest = ", ".join(str(partner + 1) for partner in partners[1:])
            self._host.bars.show_message(
                f"{session.names[side]} ¶{partners[0] + 1}; also linked: {rest}"
            )

    def pair(self) -> None:
        """Begin a pair at the caret's block, or end it: link, or unlink what was linked."""
        view, session = self._host.view, self._host.session
        if view.page_now is None:
            return
        side = view.caret.side
        block = view.layout_now.block_at(side, view.caret.offset)
        if self._pairing is None or self._pairing[0] is side:
            self._pairing = (side, block.index)
            self._host.bars.show_message("")
            return
        first = self._pairing
        self._pairing = None
        left, right = (first[1], block.index) if side else (block.index, first[1])
        known = session.link(left, right)
        linked = known is not None and known.origin is not Origin.REJECTED
        origin = Origin.REJECTED if linked else Origin.MANUAL
        link = Link(left, right, 0.0 if linked else 1.0, origin)
        self._host.editing.do(
            commands.decide(session.pair.id, link, known, history=session.history)
        )

    def confirm(self) -> None:
        """Confirm the best link of the caret's block."""
        found = self._best()
        if found is not None:
            session = self._host.session
            link = Link(found.left, found.right, 1.0, Origin.CONFIRMED)
            self._host.editing.do(
                commands.decide(session.pair.id, link, found, history=session.history)
            )

    def reject(self) -> None:
        """Reject the best link of the caret's block."""
        found = self._best()
        if found is not None:
            session = self._host.session
            link = Link(found.left, found.right, 0.0, Origin.REJECTED)
            self._host.editing.do(
                commands.decide(session.pair.id, link, found, history=session.history)
            )

    def _best(self) -> Link | None:
        view, session = self._host.view, self._host.session
        if view.page_now is None:
            return None
        block = view.layout_now.block_at(view.caret.side, view.caret.offset).index
        sides = (session.alignment.by_left, session.alignment.by_right)
        links = sides[view.caret.side].get(block)
        if not links:
            if awaits_alignment(self._host, "there are links then"):
                return None
            self._host.bars.show_message(
                f"this block has no partner in {session.names[view.caret.side.other]}", warn=True
            )
            return None
        return links[0]

    def retype(self) -> None:
        """Take boilerplate for text, or text for boilerplate; the aligner then looks anew."""
        view, session = self._host.view, self._host.session
        if view.page_now is None:
            return
        side = view.caret.side
        block = view.layout_now.block_at(side, view.caret.offset)
        kind = Kind.BOILERPLATE if block.aligned else Kind.PARAGRAPH
        article, name = session.articles[side], session.article_ids[side]
        if not session.read_only:
            view.folded = False
        self._host.editing.do(
            commands.retype(name, article, block.index, kind, pair=session.history)
        )
        self._host.aligner.run_again()

    def why(self) -> None:
        """Show what carries the link of the caret's block."""
        link = self._best()
        if link is None:
            return
        articles, names = self._host.session.articles, self._host.session.names
        sheet = Sheet("Why these two are linked", Text("looking…", "dim"), wide=False)
        self._host.dialogs.ask(sheet)

        def show(evidence: Evidence) -> None:
            sheet.show(Group(*explained(evidence, names)))

        self._host.threads.run(lambda: explain(*articles, link), show)
