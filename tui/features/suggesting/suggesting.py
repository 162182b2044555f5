"""Suggestions in the reader: shown and hidden, gone through, accepted and rejected, one or many."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import is_

from annotations.articles import Article, Block, visible
from annotations.articles.text.visible import one_line
from annotations.marks.quote import shorten
from annotations.store import Command, commands
from annotations.store.rejecting import reject
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.features.suggesting.accepting import accepting, own_tags
from tui.features.suggesting.choosing import SURE, Wanted, choices
from tui.features.suggesting.looking import Looking
from tui.features.suggesting.proposals import Proposal, left_of, same_source
from tui.features.suggesting.why import explained
from tui.page.caret import Side
from tui.page.marginalia import Glyph
from tui.page.style_runs import Layer
from tui.screens.finder import Finder
from tui.screens.sheet import Sheet

SHOWN, WANTED = "suggestions", "suggested"
"""Names of the settings of the view that say whether suggestions are shown, and which."""

SIGNS = "signs"
"""Name of the setting that says whether suggestions that are hidden are marked in the gutter."""

SIGN = "◦"
"""Stands in the gutter beside the line on which a suggestion begins."""


class _Drawn:
    """The suggestions that are left, and where they are drawn; made anew when anything changes."""

    def __init__(
        self,
        left: Sequence[Proposal],
        blocks: Callable[[Proposal], Iterable[int]],
        articles: Sequence[Article | None],
    ) -> None:
        self.left = left
        self.articles = articles
        self._blocks = blocks

    @cached_property
    def by_block(self) -> dict[tuple[str, int], list[Proposal]]:
        found: dict[tuple[str, int], list[Proposal]] = defaultdict(list)
        for each in self.left:
            for block in self._blocks(each):
                found[each.article, block].append(each)
        return found


class Suggesting:
    """What the program proposes for the articles in sight: a layer of its own, over no person's tags.

    Nothing of it is in the store until it is accepted, or rejected.
    """

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._looking = Looking(host, self._found)
        self._drawn: _Drawn | None = None
        self._stop: Proposal | None = None
        """The one that was gone to last, which is meant where several overlap."""
        self._bright: Proposal | None = None
        self._told = False
        self._awaited = False

    # What is shown

    @property
    def shown(self) -> bool:
        return self._host.session.view.get(SHOWN) is True

    @property
    def marked(self) -> bool:
        """Whether the gutter has a sign for each: where they are shown, or the settings say so."""
        return self.shown or self._host.session.setting(SIGNS) is True

    @property
    def _wanted(self) -> Wanted:
        return Wanted.kept(self._host.session.view.get(WANTED))

    def look(self) -> None:
        """Nobody presses anything: find suggestions, ahead of the key that shows them."""
        if self.shown:
            self._looking.look()
        else:
            self._looking.ahead()

    def toggle(self) -> None:
        """Show suggestions, or hide them."""
        view = self._host.session.view
        view[SHOWN] = not self.shown
        if not self.shown:
            self._redraw()
            self._host.bars.show_message("suggestions are hidden")
        elif self._looking.known:
            self._redraw()
            self._tell()
        else:
            self._awaited = True
            self._host.bars.show_message("looking for suggestions…")
            self._looking.look()

    def _found(self) -> None:
        """Something was found that was looked for."""
        if not self._looking.known:
            self._looking.look()  # an article was divided anew meanwhile
        if self.marked:
            self._redraw()
        if self.shown and self._awaited:
            self._awaited = False
            self._tell()

    def _tell(self) -> None:
        """How many there are, what to press, and once what was left out."""
        key = self._host.keymap.key
        left, notes = self.left, self._looking.notes
        said = f"{_counted(len(left))}, {self._wanted.words}"
        if left:
            said += f" · {key('find.tag')} next"
        told, self._told = self._told, True
        if notes and not told:
            said = " · ".join((*map(visible, notes), said))
        self._host.bars.show_message(said, warn=bool(notes) and not told)

    @property
    def left(self) -> Sequence[Proposal]:
        """Those that are shown and that nobody has judged yet, in order of place."""
        return self._now.left if self.shown else ()

    @property
    def status(self) -> str:
        """How many are left, for the status line; empty while nothing of them is to be seen."""
        if not self.marked or not self._looking.known:
            return ""
        left = len(self._now.left)
        if self.shown:
            return f"{_counted(left)} left"
        return f"{left} suggested ({self._host.keymap.key('suggest.show')})" if left else ""

    @property
    def _now(self) -> _Drawn:
        article, standing = self._host.session.article, self._host.event_pages.standing
        articles = [article(key) for key in standing]
        drawn = self._drawn.articles if self._drawn else ()
        if len(drawn) != len(articles) or not all(map(is_, drawn, articles)):
            wanted = self._wanted
            left = [each for each in self._unjudged() if wanted.takes(each)]
            self._drawn = _Drawn(left, self._blocks, articles)
        assert self._drawn is not None
        return self._drawn

    def _unjudged(self) -> list[Proposal]:
        session = self._host.session
        found: list[Proposal] = []
        for key in dict.fromkeys(self._host.event_pages.standing):
            known = self._looking.of(key)
            if known is not None:
                tags = own_tags(session, key)
                found += left_of(known.proposals, tags, session.rejected, known.rejections)
        return found

    def _blocks(self, proposal: Proposal) -> Iterable[int]:
        blocks_on = self._host.session.blocks_on
        return {block for span in proposal.spans for block in blocks_on(proposal.article, span)}

    def changed(self) -> None:
        """Annotations, rejections or articles changed: draw what is left of the suggestions."""
        before, self._drawn = self._drawn, None
        self._bright = self.here()
        if self.shown and not self._looking.known:
            self._looking.look()
        if self.marked and (before is None or list(before.left) != list(self._now.left)):
            self._repaint()

    def _repaint(self) -> None:
        self._host.view.repaint()
        self._host.event_pages.repaint(relaid=False)

    def _redraw(self) -> None:
        self._drawn = None
        self._bright = self.here()
        self._repaint()
        self._host.bars.show_place()

    # On the page

    def layers(self, article: str, block: Block) -> Iterable[Layer]:
        """Contents, sources and cues of the suggestions in a block, the caret's brighter."""
        if not self.shown:
            return
        for each in self._now.by_block.get((article, block.index), ()):
            now = "-now" if each == self._bright else ""
            for spans, name in ((each.content, ""), (each.source, "-source"), (each.cue, "-cue")):
                for span in spans:
                    yield Layer(*span, f"proposed{name}{now}")

    def glyphs(self, article: str, block: Block) -> list[Glyph]:
        """A sign where a suggestion begins, dim while they are hidden."""
        if not self.marked:
            return []
        style = "proposed-sign" if self.shown else "proposed-hidden"
        found = self._now.by_block.get((article, block.index), ())
        starts = (each.start for each in found)
        return [Glyph(at, SIGN, style) for at in starts if block.start <= at < block.end]

    def moved(self) -> None:
        """The caret has moved: another suggestion may be meant."""
        if not self.shown:
            return
        before, self._bright = self._bright, self.here()
        if before == self._bright:
            return
        ids = self._host.session.article_ids
        for each in filter(None, (before, self._bright)):
            for side in Side:
                for block in self._blocks(each) if each.article == ids[side] else ():
                    self._host.view.repaint_block(side, block)

    def here(self) -> Proposal | None:
        """The suggestion at the caret: that which was gone to, else the shortest."""
        caret = self._host.view.caret
        article = self._host.session.article_ids[caret.side]
        found = [each for each in self.left if each.covers(article, caret.offset)]
        if self._stop in found:
            return self._stop
        return min(found, key=lambda each: each.length, default=None)

    # Going through them

    def step(self, step: int) -> None:
        """To the next or the previous suggestion, through the articles in sight and around their end."""
        host, left = self._host, self.left
        if not left:
            self._tell()
            return
        on_the_way = host.event_pages.turning and self._stop in left
        if self._stop is not None and (on_the_way or self.here() == self._stop):
            at = left.index(self._stop) + step
        else:
            ids, caret = list(host.event_pages.standing), host.view.caret
            places = [(ids.index(each.article), each.start) for each in left]
            here = ids.index(host.session.article_ids[caret.side]), caret.offset
            judged = self._stop is not None and self._stop not in left
            behind = bisect_left if judged else bisect_right  # another may begin where it stood
            at = behind(places, here) if step > 0 else bisect_left(places, here) - 1
        at %= len(left)
        stop = self._stop = left[at]
        self._navigation.remember()
        # What to press stands in the hints: in a narrow terminal there is no room for it here.
        words = f"{at + 1} of {len(left)}: {self._words(stop)}"
        side = host.session.side_with(stop.article, host.view.caret.side)
        if side is None or host.event_pages.turning:
            host.event_pages.bring(stop.article, stop.start, words=words)
            return
        host.view.go(side, stop.start)
        self.moved()
        host.bars.show_message(words)

    def _words(self, proposal: Proposal) -> str:
        """Who is proposed to say it, how, and how sure that is."""
        if proposal.attribution is None:
            return f"a claim worth checking, {proposal.confidence:.0%}"
        article = self._host.session.article(proposal.article)
        cue = " … ".join(article.text[slice(*each)] for each in proposal.cue if article)
        said = " ".join(filter(None, (one_line(shorten(proposal.who, 32)), one_line(cue))))
        return f"{said}, {proposal.confidence:.0%}"

    def choose(self) -> None:
        """Ask which are shown: of what kind, and from which confidence on."""

        def chosen(answer: str) -> None:
            session.view[WANTED] = self._wanted.chosen(answer).to_keep()
            if not self.shown:
                self.toggle()
                return
            self._redraw()
            self._tell()

        session = self._host.session
        offered = choices(self._wanted, self._unjudged())
        self._host.dialogs.ask(Finder("Which suggestions to show", offered), chosen)

    def why(self) -> bool:
        """Show what speaks for the suggestion at the caret; whether there is one."""
        found = self.here()
        if found is not None:
            article = self._host.session.articles[self._host.view.caret.side]
            sheet = Sheet("Why this is suggested", explained(found, article), wide=False)
            self._host.dialogs.ask(sheet)
        return found is not None

    # Judging them

    def judge(self, *, agreed: bool) -> bool:
        """Accept or reject those in the selection, else the one at the caret; whether there is one."""
        view = self._host.view
        found = self._in_selection()
        if found:
            view.caret = view.caret.without_selection()
        elif (one := self.here()) is not None:
            found = [one]
        if found:
            (self._accept if agreed else self._reject)(found)
        return bool(found)

    def _in_selection(self) -> list[Proposal]:
        view = self._host.view
        span = view.selected
        if span is None:
            return []
        article = self._host.session.article_ids[view.caret.side]
        return [each for each in self.left if each.inside(article, span)]

    def judge_source(self, *, agreed: bool) -> None:
        """Accept or reject all that the source at the caret is proposed to say."""
        one = self.here()
        if one is None or not one.who:
            words = "no suggestion with a source here"
            self._host.bars.show_message(words, warn=True)
            return
        found = [each for each in self.left if same_source(each.who, one.who)]
        (self._accept if agreed else self._reject)(found)

    def accept_sure(self) -> None:
        """Accept all that are very sure: those in the selection, else in the articles in sight."""
        found = self._in_selection() if self._host.view.selected else self.left
        sure = [each for each in found if each.confidence >= SURE]
        if sure:
            self._accept(sure)
        else:
            words = f"no suggestion here is {SURE:.0%} sure"
            self._host.bars.show_message(words, warn=True)

    def _accept(self, found: Sequence[Proposal]) -> None:
        session = self._host.session
        if session.annotator in session.layers.hidden:
            session.hide(session.layers.hidden - {session.annotator})
        keys = dict.fromkeys(each.article for each in found)
        made = [command for key in keys for command in accepting(session, key, found)]
        self._do(made, f"accept {_counted(len(found))}")

    def _reject(self, found: Sequence[Proposal]) -> None:
        session = self._host.session
        rejections = [
            each.rejection(article, session.annotator)
            for each in found
            if (article := session.article(each.article)) is not None
        ]
        self._do([reject(rejections, pair=session.history)], "")

    def _do(self, made: Sequence[Command], title: str) -> None:
        """Carry commands out as one."""
        whole = made[0]
        if len(made) > 1:
            whole = commands.together(title, made, self._host.session.history)
        self._host.editing.do(whole)


def _counted(count: int) -> str:
    return f"{count} suggestion" if count == 1 else f"{count} suggestions"
