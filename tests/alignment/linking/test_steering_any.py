"""Whatever a person decides about whatever articles: it is kept, and the rest stays as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import Alignment, Link, Origin, align
from annotations.articles import Article
from annotations.articles.article import Kind
from tests.alignment.conftest import built

SAID = (
    "The ferry Aurora ran aground off Hollin Point shortly after midnight on Friday.",
    "A ferry, the Aurora, struck rocks near Hollin Point in the early hours of Friday.",
    "Captain Ida Marsh said all 214 passengers were taken off by lifeboat before dawn.",
    "All 214 people on board were rescued by lifeboat, Captain Ida Marsh told reporters.",
    "“I heard a noise like thunder and then the lights went out,” said Tom Reeve.",
    '"A noise like thunder, and then the lights went out," Tom Reeve recalled.',
    "Sailings are cancelled for the weekend, the company said.",
    "The company has cancelled its sailings for the weekend.",
    "Divers will examine the hull once the wind drops.",
    "跳水员将检查船体。",
    "...",
)
PEOPLE = [Origin.CONFIRMED, Origin.MANUAL, Origin.REJECTED]
articles = st.lists(
    st.tuples(
        st.sampled_from([Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.HEADING, Kind.BOILERPLATE]),
        st.sampled_from(SAID),
    ),
    min_size=1,
    max_size=7,
).map(lambda units: built(*units))


@st.composite
def decided_pairs(draw: st.DrawFn) -> tuple[Article, Article, list[Link]]:
    left, right = draw(articles), draw(articles)
    places = st.tuples(st.integers(0, len(left.blocks) - 1), st.integers(0, len(right.blocks) - 1))
    links = []
    for place in draw(st.lists(places, max_size=5, unique=True)):
        origin = draw(st.sampled_from(PEOPLE))
        links.append(Link(*place, 0.0 if origin is Origin.REJECTED else 1.0, origin))
    return left, right, links


def automatic(found: Alignment) -> dict[tuple[int, int], float]:
    return {(link.left, link.right): link.score for link in found if link.origin is Origin.AUTO}


@settings(max_examples=60, derandomize=True, deadline=None)
@given(decided_pairs())
def test_decisions_are_kept_and_what_they_do_not_touch_stays(
    case: tuple[Article, Article, list[Link]],
) -> None:
    left, right, decided = case
    before, after = align(left, right), align(left, right, decided=decided)
    everything = [*after.links, *after.rejected]
    assert {link for link in everything if link.origin is not Origin.AUTO} == set(decided)
    assert len({(link.left, link.right) for link in everything}) == len(everything)
    rows, columns = {link.left for link in decided}, {link.right for link in decided}

    def away(found: Alignment) -> dict[tuple[int, int], float]:
        return {
            pair: score
            for pair, score in automatic(found).items()
            if pair[0] not in rows and pair[1] not in columns
        }

    assert away(after) == away(before)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(decided_pairs(), st.randoms(use_true_random=False))
def test_aligning_again_from_what_was_found_in_any_order_finds_the_same(
    case: tuple[Article, Article, list[Link]], chance: object
) -> None:
    left, right, decided = case
    found = align(left, right, decided=decided)
    again = [*found.links, *found.rejected]
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert align(left, right, decided=again) == found


@settings(max_examples=30, derandomize=True, deadline=None)
@given(decided_pairs())
def test_the_two_sides_are_steered_alike(case: tuple[Article, Article, list[Link]]) -> None:
    left, right, decided = case
    turned = [Link(link.right, link.left, link.score, link.origin) for link in decided]
    found = automatic(align(left, right, decided=decided))
    back = automatic(align(right, left, decided=turned))
    assert found == {(left, right): score for (right, left), score in back.items()}


@settings(max_examples=30, derandomize=True, deadline=None)
@given(articles, articles)
def test_what_was_found_can_be_confirmed_or_rejected_as_a_whole(
    left: Article, right: Article
) -> None:
    found = align(left, right)
    confirmed = [Link(link.left, link.right, 1.0, Origin.CONFIRMED) for link in found]
    after = align(left, right, decided=confirmed)
    assert {link for link in after if link.origin is not Origin.AUTO} == set(confirmed)
    rejected = [Link(link.left, link.right, 0.0, Origin.REJECTED) for link in found]
    assert not {(link.left, link.right) for link in found} & set(
        automatic(align(left, right, decided=rejected))
    )
