"""Alignment mode: go from doubtful link to doubtful link and say what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial

from annotations.alignment import Alignment, Link, Origin, doubtful
from annotations.articles import Block
from annotations.store import Command, commands
from tui.commands import TAG, arrivals
from tui.features.desk import Desk
from tui.features.finding import Travelling
from tui.reading.caret import Side
from tui.reading.links import after, end, glued, links_of, next_link, uneven
from tui.reading.page import Glyph


class Aligning:
    """A mode of its own: its letters check links, and none of them tags."""

    def __init__(self, desk: Desk, travelling: Travelling) -> None:
        self._desk = desk
        self._travelling = travelling
        self._now: tuple[int, int] | None = None
        self.on = False
        self._looked_at: Alignment | None = None
        self._blocks: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self._steps: dict[str, Callable[[], None]] = {
            "align.confirm": self.confirm,
            "align.reject": self.reject,
            "align.next": partial(self.doubt, 1),
            "align.previous": partial(self.doubt, -1),
            "align.uneven": partial(self.uneven, 1),
            "align.uneven_back": partial(self.uneven, -1),
            "align.glue": self.glue,
            "align.split": self.split,
            "align.break": self.part,
            "align.again": self.again,
        }

    # The mode

    def toggle(self) -> None:
        if not self.leave():
            self.on = True
            self._desk.view.repaint()
            self._desk.say(self.told)

    def leave(self) -> bool:
        """Leave the mode; whether it was on."""
        was, self.on, self._now = self.on, False, None
        if was:
            self._desk.view.repaint()
            self._desk.say("alignment mode left; letters tag again")
        return was

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return self._desk.keymap.by_arrival("align")

    @cached_property
    def _tagging_keys(self) -> frozenset[str]:
        tags = (each for each in self._desk.keymap.commands if each.group == TAG)
        return frozenset(key for each in tags for key in arrivals(each))

    def takes(self, key: str) -> bool:
        """Take a key of the mode; whether it was one. Keys that tag do nothing meanwhile."""
        if not self.on:
            return False
        if key in self._keys:
            self._steps[self._keys[key]]()
            return True
        tags = key in self._tagging_keys
        if tags:
            leave = self._desk.keymap.key("select.drop")
            self._desk.say(f"no letter tags in alignment mode; {leave} leaves it", warn=True)
        return tags

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block with a doubtful link, while links are looked at."""
        if not self.on or block.index not in self._doubted[side]:
            return []
        return [Glyph(block.start, "?", "far")]

    @property
    def _doubted(self) -> tuple[frozenset[int], frozenset[int]]:
        """Left and right blocks with a doubtful link."""
        alignment = self._desk.session.alignment
        if self._looked_at is not alignment:
            found = doubtful(alignment)
            self._looked_at = alignment
            self._blocks = (
                frozenset(link.left for link in found),
                frozenset(link.right for link in found),
            )
        return self._blocks

    @property
    def told(self) -> str:
        """What the link of the caret's block is, for the status line; empty outside the mode."""
        if not self.on or self._desk.view.page_now is None:
            return ""
        link = self._link()
        if link is None:
            return f"no link · {self._rest()}"
        alignment = self._desk.session.alignment
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
        alignment = self._desk.session.alignment
        count = len(doubtful(alignment))
        if count:
            return f"{count} doubtful left"
        guesses = sum(link.origin is Origin.AUTO for link in alignment)
        return f"none doubtful, {guesses} unconfirmed" if guesses else "all is confirmed"

    # Where

    @property
    def _here(self) -> tuple[Side, int]:
        view = self._desk.view
        side = view.caret.side
        return side, view.layout_now.block_at(side, view.caret.offset).index

    def _link(self) -> Link | None:
        """The link gone to, while the caret is at it; else the block's best that is a guess still."""
        links = links_of(self._desk.session.alignment, *self._here)
        for link in links:
            if (link.left, link.right) == self._now:
                return link
        guesses = (link for link in links if link.origin is Origin.AUTO)
        return next(guesses, links[0] if links else None)

    def _wanted(self) -> Link | None:
        link = self._link()
        if link is None:
            pair = self._desk.keymap.key("link.pair")
            self._desk.say(f"this block has no link; {pair} here and {pair} there pairs", warn=True)
        return link

    def doubt(self, step: int) -> None:
        """To the next or previous doubtful link; where none is left, to the next guess."""
        alignment = self._desk.session.alignment
        links = doubtful(alignment) or [link for link in alignment if link.origin is Origin.AUTO]
        side, block = self._here
        at = next((link for link in links_of(alignment, side, block) if self._is_now(link)), None)
        found = next_link(links, side, block, step, at)
        if found is None:
            self._desk.say(self._rest())
            return
        self._now = found.left, found.right
        self._go(side, end(found, side))

    def _is_now(self, link: Link) -> bool:
        return (link.left, link.right) == self._now

    def uneven(self, step: int) -> None:
        """To the next or previous block that has no link, or several."""
        session = self._desk.session
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
            self._desk.say("every block has exactly one link")
            return
        turn = ahead or stops
        self._go(*turn[0 if step > 0 else -1])

    def _go(self, side: Side, block: int) -> None:
        self._travelling.remember()
        self._desk.view.go(side, self._desk.session.articles[side].blocks[block].start)
        self._desk.say(self.told)

    # What is right

    def confirm(self) -> None:
        """The link is right."""
        link = self._wanted()
        if link is None:
            return
        if link.origin is not Origin.AUTO:
            following = self._desk.keymap.key("align.next")
            self._desk.say(f"a person said so already · {following} goes on · {self._rest()}")
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
            links = links_of(self._desk.session.alignment, *self._here)
            self._do(
                "broken off",
                [self._decide(each.left, each.right, Origin.REJECTED) for each in links],
            )

    def glue(self) -> None:
        """The next block tells the same as this one: it gets the same partner."""
        link = self._wanted()
        if link is None:
            return
        session = self._desk.session
        side, block = self._here
        partner = end(link, side.other)
        article = session.articles[side]
        run = glued(article, session.alignment, side, block, partner)
        following = after(article, run[-1])
        if following is None:
            self._desk.say("no block comes after this one", warn=True)
            return
        made = [self._tie(side, following, partner)]
        if link.origin is Origin.AUTO:
            made.insert(0, self._decide(link.left, link.right, Origin.CONFIRMED))
        self._do(f"glued {self._desk.view.column(side)} {block + 1} and {following + 1}:", made)

    def split(self) -> None:
        """Undo gluing: the last of the blocks that share a partner loses it."""
        link = self._wanted()
        if link is None:
            return
        session = self._desk.session
        here, _ = self._here
        for side in (here, here.other):
            partner = end(link, side.other)
            run = glued(session.articles[side], session.alignment, side, end(link, side), partner)
            if len(run) > 1:
                made = self._tie(side, run[-1], partner, Origin.REJECTED)
                self._do(f"split off {self._desk.view.column(side)} {run[-1] + 1}:", [made])
                return
        self._desk.say("nothing is glued here", warn=True)

    def again(self) -> None:
        """Run the aligner anew; what people decided stands."""
        self._desk.realign()

    def _tie(self, side: Side, block: int, partner: int, origin: Origin = Origin.MANUAL) -> Command:
        left, right = (partner, block) if side else (block, partner)
        known = self._desk.session.link(left, right)
        if origin is Origin.MANUAL and known is not None and known.origin is Origin.AUTO:
            origin = Origin.CONFIRMED
        return self._decide(left, right, origin)

    def _decide(self, left: int, right: int, origin: Origin) -> Command:
        session = self._desk.session
        score = 0.0 if origin is Origin.REJECTED else 1.0
        link = Link(left, right, score, origin)
        return commands.decide(session.pair.id, link, session.link(left, right))

    def _do(self, word: str, made: Iterable[Command]) -> None:
        """One act, said with what it leaves to do."""
        parts = tuple(made)
        title = " + ".join(each.title for each in parts)
        self._desk.do(commands.together(title, parts, self._desk.session.pair.id))
        if not self._desk.session.read_only:
            links = ", ".join(each.title.rpartition(" ")[2] for each in parts)
            undo = self._desk.keymap.key("app.undo")
            self._desk.say(f"{word} {links} · {self._rest()} · {undo} undoes")
