"""Changes of a pair: every edit once, in order, lazily, with moves, runs, counts and folds."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.changes import Changes, changes
from annotations.alignment.diff.filters import EVERYTHING, IMPORTANT, Change, ChangeType, wanted
from annotations.alignment.diff.ignore import Ignore
from annotations.alignment.diff.word_diff import word_diff
from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.rows.moves import SURE, moves
from annotations.alignment.rows.row_status import BlockStatus
from annotations.alignment.rows.rows import rows
from annotations.articles import Article, Block, Kind, Span
from annotations.errors import CrossreadError


def article(*texts: str, aside: tuple[int, ...] = ()) -> Article:
    """An article of paragraphs between blank lines; those in `aside` are boilerplate."""
    blocks, at = [], 0
    for index, text in enumerate(texts):
        kind = Kind.BOILERPLATE if index in aside else Kind.PARAGRAPH
        blocks.append(Block(index, kind, at, at + len(text)))
        at += len(text) + 2
    return Article("\n\n".join(texts), tuple(blocks))


def linked(*places: tuple[int, int], score: float = 0.9) -> Alignment:
    return Alignment.of(Link(i, j, score) for i, j in places)


def told(found: Changes) -> list[tuple[str, int, str, str]]:
    """Type, row, left text and right text of every change."""

    def text(side: Article, span: Span | None) -> str:
        return side.text[slice(*span)] if span else ""

    return [
        (change.what, change.row, text(found.left, change.left), text(found.right, change.right))
        for change in found
    ]


LEFT = article("One dog sat.", "Two dogs ran.", "Only here.", "And here.", "The end.")
RIGHT = article("One cat sat.", "Two dogs ran.", "The end came.", "News.")
PAIR = changes(LEFT, RIGHT, linked((0, 0), (1, 1), (4, 2)))


def test_changes_come_in_the_order_of_the_rows() -> None:
    assert told(PAIR) == [
        ("edited", 0, "dog", "cat"),
        ("only-left", 2, "Only here.\n\nAnd here.", ""),
        ("edited", 4, "", " came"),
        ("only-right", 5, "", "News."),
    ]
    assert [change.blocks for change in PAIR] == [0, 2, 0, 1]


def test_stepping_goes_through_the_same_changes_both_ways() -> None:
    every = list(PAIR)
    assert [PAIR.following(change) for change in every] == [*every[1:], None]
    assert [PAIR.preceding(change) for change in every] == [None, *every[:-1]]


def test_stepping_from_a_caret_finds_the_nearest_change_beyond_it() -> None:
    every = list(PAIR)
    dog = LEFT.text.index("dog")
    assert PAIR.after(0, 0) == every[0]
    assert PAIR.after(0, dog) == every[1]
    assert PAIR.before(0, dog) is None
    assert PAIR.before(1, LEFT.blocks[1].start) == every[0]
    end = RIGHT.text.index(" came")
    assert PAIR.after(4, end - 1, right=True) == every[2]
    assert PAIR.before(5, RIGHT.blocks[3].start, right=True) == every[2]
    assert PAIR.after(5, RIGHT.blocks[3].start, right=True) is None


def test_stepping_stops_only_at_the_kinds_asked_for() -> None:
    left = article("Five men left Rome on Monday.", "A cat.")
    right = article("Six men left Paris on Tuesday.", "A dog.")
    pair = changes(left, right, linked((0, 0), (1, 1)))
    every = list(pair)
    names = wanted("names")
    assert pair.after(0, 0, wanted=names) == every[1]
    assert pair.following(every[1], names) is None
    assert pair.preceding(every[2], names) == every[1]
    assert [pair.ordinal(change, names) for change in every[1:2]] == [(1, 1)]
    assert [change.wanted(IMPORTANT) for change in every] == [True, True, False]


def test_no_row_is_compared_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    module = import_module("annotations.alignment.diff.changes")
    real = module.word_diff

    def counted(left: Article, span: Span, *rest: object, **options: object) -> object:
        compared.append(span.start)
        return real(left, span, *rest, **options)

    monkeypatch.setattr(module, "word_diff", counted)
    pair = changes(LEFT, RIGHT, linked((0, 0), (1, 1), (4, 2)))
    assert compared == []
    pair.edits(1)
    assert compared == [LEFT.blocks[1].start]
    assert pair.ordinal(Change(ChangeType.EDITED, 0, Span(0, 1), Span(0, 1))) is None
    list(pair)
    list(pair)
    assert len(compared) == 3


def test_the_survey_ends_with_the_whole_count() -> None:
    pair = changes(LEFT, RIGHT, linked((0, 0), (1, 1), (4, 2)))
    tallies = list(pair.survey(step=2))
    assert [tally.rows for tally in tallies] == [2, 4, 6]
    assert [tally.complete for tally in tallies] == [False, False, True]
    assert tallies[-1] == pair.tally()
    assert tallies[-1].changes == {
        ChangeType.EDITED: 2,
        ChangeType.ONLY_LEFT: 1,
        ChangeType.ONLY_RIGHT: 1,
    }
    assert tallies[-1].kinds == {ChangeKind.WORD: 2}
    assert tallies[-1].same == 1
    assert tallies[-1].different
    assert [pair.ordinal(change) for change in pair] == [(n, 4) for n in range(1, 5)]


def test_edits_of_long_ago_are_forgotten_and_all_answers_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = import_module("annotations.alignment.diff.changes")
    compared = []

    def diff(left, left_span, *more, **options):
        compared.append(left_span.start)
        return word_diff(left, left_span, *more, **options)

    monkeypatch.setattr(module, "word_diff", diff)
    whole = changes(LEFT, RIGHT, linked((0, 0), (1, 1), (4, 2)))
    every = list(whole)
    monkeypatch.setattr(module, "RECENT", 1)
    pair = changes(LEFT, RIGHT, linked((0, 0), (1, 1), (4, 2)))
    assert list(pair) == every
    assert [pair.ordinal(change) for change in every] == [(n, 4) for n in range(1, 5)]
    assert [pair.following(change) for change in every] == [*every[1:], None]
    assert [pair.known(row) for row in range(2)] == [(every[0].sort,), ()]
    assert pair.tally() == whole.tally()
    seen = len(compared)
    pair.edits(0), pair.edits(1), pair.edits(0)
    assert len(compared) >= seen + 2


def test_two_empty_articles_have_a_complete_count_of_nothing() -> None:
    tally = changes(article(), article(), linked()).tally()
    assert tally.complete
    assert not tally.different


def test_a_moved_block_is_one_change_with_its_twin() -> None:
    texts = ["First words.", "Second words.", "Third words.", "Fourth words."]
    left = article(*texts)
    right = article(texts[1], texts[2], texts[3], "First new words.")
    pair = changes(left, right, linked((0, 3), (1, 0), (2, 1), (3, 2)))
    assert told(pair) == [
        ("moved", 0, "First words.", "First new words."),
        ("edited", 0, "", "new "),
    ]
    assert pair.twin(0) == 4
    assert pair.twin(4) == 0
    assert pair.twin(1) is None
    assert pair.edits(0) == pair.edits(4)
    assert pair.statuses == (BlockStatus.MOVED, *[BlockStatus.LEVEL] * 3, BlockStatus.MOVED)


def test_neighbours_that_move_together_are_one_move() -> None:
    there = linked((0, 3), (1, 4), (2, 0), (3, 1), (4, 2))
    side = article(*["x"] * 5)
    found = moves(there, rows(side, side, there))
    assert [(move.left, move.right) for move in found] == [(range(2), range(3, 5))]


def test_moves_are_under_reported() -> None:
    side = article(*["x"] * 3)

    def moved(link: Link, *others: Link) -> bool:
        alignment = Alignment.of([link, Link(1, 0, 1.0), Link(2, 1, 1.0), *others])
        return bool(moves(alignment, rows(side, side, alignment)))

    assert moved(Link(0, 2, SURE))
    assert not moved(Link(0, 2, SURE - 0.01))
    assert moved(Link(0, 2, 0.1, Origin.CONFIRMED))
    assert not moved(Link(0, 2, 0.8), Link(0, 1, 0.9))


def test_a_block_split_in_two_is_compared_with_both_parts() -> None:
    left = article("It rained all day. The king left.", "Fine.")
    right = article("It rained all day.", "The queen left.", "Fine.")
    pair = changes(left, right, linked((0, 0), (0, 1), (1, 2)))
    assert pair.statuses == (BlockStatus.LEVEL, BlockStatus.FURTHER, BlockStatus.LEVEL)
    assert pair.edits(0) == pair.edits(1)
    assert told(pair) == [("edited", 0, " ", "\n\n"), ("edited", 0, "king", "queen")]
    joined = changes(right, left, linked((0, 0), (1, 0), (2, 1)))
    assert told(joined) == [("edited", 0, "\n\n", " "), ("edited", 1, "queen", "king")]


def test_boilerplate_is_no_change_and_parts_no_run() -> None:
    left = article("Home > News", "Same.", "Alone.", "Advert", "Alone too.", aside=(0, 3))
    pair = changes(left, article("Same."), linked((1, 0)))
    assert [(change.row, change.blocks) for change in pair] == [(2, 2)]


def test_unchanged_rows_fold() -> None:
    left = article("Menu", "a", "b", "Advert", "c", "d", "e", aside=(0, 3))
    right = article("a", "b", "c", "D", "e")
    pair = changes(left, right, linked((1, 0), (2, 1), (4, 2), (5, 3), (6, 4)))
    assert list(pair.folds()) == [range(1, 5)]
    assert list(pair.folds(least=1)) == [range(1, 5), range(6, 7)]
    assert pair.fold(3) == range(1, 5)
    assert len(pair.fold(5)) == 0
    assert list(changes(left, right, pair.alignment, ignore=Ignore(case=True)).folds()) == [
        range(1, 7)
    ]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.data())
def test_every_edit_of_every_group_is_shown_in_exactly_one_row(data: st.DataObject) -> None:
    text = st.lists(st.sampled_from(["a", "dog", "5", "Rome", "sat."]), min_size=1, max_size=5)
    sides = [
        article(*data.draw(st.lists(text.map(" ".join), max_size=5)), aside=(4,)) for _ in range(2)
    ]
    places = [(i, j) for i in range(len(sides[0].blocks)) for j in range(len(sides[1].blocks))]
    chosen = st.lists(st.sampled_from(places), unique=True, max_size=8) if places else st.just([])
    alignment = linked(*data.draw(chosen), score=data.draw(st.sampled_from([0.5, 0.9])))
    pair = changes(*sides, alignment)
    expected = {
        (edit.left, edit.right)
        for row in range(len(pair.rows))
        for edit in pair.edits(row)
        if edit.changed
    }
    shown = [(change.left, change.right) for change in pair if change.what is ChangeType.EDITED]
    assert len(shown) == len(set(shown))
    assert set(shown) == expected
    assert [change.row for change in pair] == sorted(change.row for change in pair)
    every = list(pair)
    assert [pair.ordinal(change, EVERYTHING) for change in every] == [
        (n, len(every)) for n in range(1, len(every) + 1)
    ]


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        ("numbers,names,quotes", {ChangeKind.NUMBER, ChangeKind.NAME, ChangeKind.QUOTATION}),
        ("Date, moved", {ChangeKind.DATE, ChangeType.MOVED}),
        ("only", {ChangeType.ONLY_LEFT, ChangeType.ONLY_RIGHT}),
        ("all", set(ChangeType)),
        ("", set()),
    ],
)
def test_kinds_are_asked_for_by_name(names: str, kinds: set[ChangeKind | ChangeType]) -> None:
    assert wanted(names) == kinds


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CrossreadError, match=r"'colours'.*number"):
        wanted("numbers,colours")


def test_stepping_back_comes_to_the_last_change_of_the_row_above() -> None:
    left = article("One dog sat by the old door.", "A cat.")
    right = article("One cow sat by the old gate.", "A rat.")
    every = list(changes(left, right, linked((0, 0), (1, 1))))
    pair = changes(left, right, linked((0, 0), (1, 1)))
    assert len(every) == 3 and pair.preceding(every[2]) == every[1]


def test_a_fold_reaches_to_the_first_row() -> None:
    left, right = article("One.", "Two.", "Old end."), article("One.", "Two.", "New end.")
    pair = changes(left, right, linked((0, 0), (1, 1), (2, 2)))
    assert pair.fold(1) == range(2)
