"""Alignment mode: go through the links between paragraphs, and confirm or correct them."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.alignment import Alignment, Link, Origin, doubtful
from annotations.articles import Block
from annotations.store import Command, commands
from tui.features.host import Host, awaits_alignment
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.page.link_navigation import after, end, glued, links_of, next_link, uneven
from tui.page.marginalia import Glyph


class Aligning:
    """Alignment mode, on or off. While it is on, letters check links, and none of them tags."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._now: tuple[int, int] | None = None
        self.on = False
        self._looked_at: Alignment | None = None
        self._blocks: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

    # The mode

    def toggle(self) -> None:
        """Begin the mode, or leave it."""
        if not self.on and awaits_alignment(self._host, "links can be checked then"):
            return
        if not self.leave():
            self.on = True
            self._host.view.repaint()
            self._host.bars.show_message(self.link_status)

    def leave(self) -> bool:
        """Leave the mode; whether it was on."""
        was, self.on, self._now = self.on, False, None
        if was:
            self._host.view.repaint()
            self._host.bars.show_message("alignment mode left; letters tag again")
        return was

    def refuse(self) -> None:
        """Say that no letter tags while the mode is on."""
        leave = self._host.keymap.key("select.drop")
        self._host.bars.show_message(
            f"no letter tags in alignment mode; {leave} leaves it", warn=True
        )

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block with a doubtful link, while links are looked at."""
        if not self.on or block.index not in self._doubted[side]:
            return []
        return [Glyph(block.start, "?", "far")]

    @property
    def _doubted(self) -> tuple[frozenset[int], frozenset[int]]:
        """Left and right blocks with a doubtful link."""
        alignment = self._host.session.alignment
        if self._looked_at is not alignment:
            found = doubtful(alignment)
            self._looked_at = alignment
            self._blocks = (
                frozenset(link.left for link in found),
                frozenset(link.right for link in found),
            )
        return self._blocks

    @property
    def link_status(self) -> str:
        """What the link of the caret's block is, for the status line; empty outside the mode."""
        if not self.on or self._host.view.page_now is None:
            return ""
        link = self._link()
        if link is None:
            return f"no link · {self._rest()}"
        alignment = self._host.session.alignment
        word = {
            Origin.CONFIRMED: "confirmed",
            Origin.MANUAL: "paired by hand",
        }.get(link.origin, f"{link.score:.0%} sure")
        doubt = ", doubtful" if link in doubtful(alignment) else ""
        side, block = self._here
        others = len(links_of(alignment, side, block)) - 1
        more = f" · {others} more here" if others else ""
        return f"{link.left + 1} ⇄ {link.right + 1}: {word}{doubt}{more} · {self._rest()}"

    def _rest(self) -> str:
        """How much is left to look at."""
        alignment = self._host.session.alignment
        count = len(doubtful(alignment))
        if count:
            return f"{count} doubtful left"
        guesses = sum(link.origin is Origin.AUTO for link in alignment)
        return f"none doubtful, {guesses} unconfirmed" if guesses else "all is confirmed"

    # Where

    @property
    def _here(self) -> tuple[Side, int]:
        view = self._host.view
        side = view.caret.side
        return side, view.layout_now.block_at(side, view.caret.offset).index

    def _link(self) -> Link | None:
        """The link gone to, while the caret is at it; else the block's best that is a guess still."""
        links = links_of(self._host.session.alignment, *self._here)
        for link in links:
            if (link.left, link.right) == self._now:
                return link
        guesses = (link for link in links if link.origin is Origin.AUTO)
        return next(guesses, links[0] if links else None)

    def _wanted(self) -> Link | None:
        link = self._link()
        if link is None:
            pair = self._host.keymap.key("link.pair")
            self._host.bars.show_message(
                f"this block has no link; {pair} here and {pair} there pairs", warn=True
            )
        return link

    def doubt(self, step: int) -> None:
        """To the next or previous doubtful link; where none is left, to the next guess."""
        alignment = self._host.session.alignment
        links = doubtful(alignment) or [link for link in alignment if link.origin is Origin.AUTO]
        side, block = self._here
        at = next((link for link in links_of(alignment, side, block) if self._is_now(link)), None)
        found = next_link(links, side, block, step, at)
        if found is None:
            self._host.bars.show_message(self._rest())
            return
        self._now = found.left, found.right
        self._go(side, end(found, side))

    def _is_now(self, link: Link) -> bool:
        return (link.left, link.right) == self._now

    def uneven(self, step: int) -> None:
        """To the next or previous block that has no link, or several."""
        session = self._host.session
        stops = list(uneven(session.articles, session.alignment, session.rows))
        order = [
            (side, block)
            for row in session.rows
            for side, block in zip(Side, row, strict=True)
            if block is not None
        ]
        place = {each: at for at, each in enumerate(order)}
        here = place[self._here]
        ahead = [each for each in stops if (place[each] - here) * step > 0]
        if not (ahead or stops):
            self._host.bars.show_message("every block has exactly one link")
            return
        turn = ahead or stops
        self._go(*turn[0 if step > 0 else -1])

    def _go(self, side: Side, block: int) -> None:
        self._navigation.remember()
        self._host.view.go(side, self._host.session.articles[side].blocks[block].start)
        self._host.bars.show_message(self.link_status)

    # What is right

    def confirm(self) -> None:
        """The link is right."""
        link = self._wanted()
        if link is None:
            return
        if link.origin is not Origin.AUTO:
            following = self._host.keymap.key("align.next")
            self._host.bars.show_message(
                f"a person said so already · {following} goes on · {self._rest()}"
            )
            return
        self._do("confirmed", [self._decide(link.left, link.right, Origin.CONFIRMED)])

    def reject(self) -> None:
        """The link is wrong."""
        link = self._wanted()
        if link is not None:
            self._do("rejected", [self._decide(link.left, link.right, Origin.REJECTED)])

    def part(self) -> None:
        """All links of the block are wrong: it stands alone."""
        if self._wanted() is not None:
            links = links_of(self._host.session.alignment, *self._here)
            self._do(
                "broken off",
                [self._decide(each.left, each.right, Origin.REJECTED) for each in links],
            )

    def glue(self) -> None:
        """The next block tells the same as this one: it gets the same partner."""
        link = self._wanted()
        if link is None:
            return
        session = self._host.session
        side, block = self._here
        partner = end(link, side.other)
        article = session.articles[side]
        run = glued(article, session.alignment, side, block, partner)
        following = after(article, run[-1])
        if following is None:
            self._host.bars.show_message("no block comes after this one", warn=True)
            return
        made = [self._tie(side, following, partner)]
        if link.origin is Origin.AUTO:
            made.insert(0, self._decide(link.left, link.right, Origin.CONFIRMED))
        self._do(f"glued {session.names[side]} ¶{block + 1} and {following + 1}:", made)

    def split(self) -> None:
        """Undo gluing: the last of the blocks that share a partner loses it."""
        link = self._wanted()
        if link is None:
            return
        session = self._host.session
        here, _ = self._here
        for side in (here, here.other):
            partner = end(link, side.other)
            run = glued(session.articles[side], session.alignment, side, end(link, side), partner)
            if len(run) > 1:
                made = self._tie(side, run[-1], partner, Origin.REJECTED)
                self._do(f"split off {session.names[side]} ¶{run[-1] + 1}:", [made])
                return
        self._host.bars.show_message("nothing is glued here", warn=True)

    def again(self) -> None:
        """Run the aligner anew; what people decided stands."""
        self._host.aligner.run_again()

    def _tie(self, side: Side, block: int, partner: int, origin: Origin = Origin.MANUAL) -> Command:
        left, right = (partner, block) if side else (block, partner)
        known = self._host.session.link(left, right)
        if origin is Origin.MANUAL and known is not None and known.origin is Origin.AUTO:
            origin = Origin.CONFIRMED
        return self._decide(left, right, origin)

    def _decide(self, left: int, right: int, origin: Origin) -> Command:
        session = self._host.session
        score = 0.0 if origin is Origin.REJECTED else 1.0
        link = Link(left, right, score, origin)
        return commands.decide(
            session.pair.id, link, session.link(left, right), history=session.history
        )

    def _do(self, word: str, made: Iterable[Command]) -> None:
        """One act, said with what it leaves to do."""
        parts = tuple(made)
        title = " + ".join(each.title for each in parts)
        self._host.editing.do(commands.together(title, parts, self._host.session.history))
        if not self._host.session.read_only:
            links = ", ".join(each.title.rpartition(" ")[2] for each in parts)
            undo = self._host.keymap.key("app.undo")
            self._host.bars.show_message(f"{word} {links} · {self._rest()} · {undo} undoes")
