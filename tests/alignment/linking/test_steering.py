"""Links that a person decided steer the aligner, and only around the blocks they touch."""

from __future__ import annotations

import pytest

from annotations.alignment import Link, Origin, align, align_units
from annotations.articles.article import Kind

LEFT = (
    "The ferry Aurora ran aground off Hollin Point shortly after midnight on Friday.",
    "Captain Ida Marsh said all 214 passengers were taken off by lifeboat before dawn.",
    "“I heard a noise like thunder and then the lights went out,” said Tom Reeve, a passenger.",
    "Divers will examine the hull once the wind drops, the coastguard said.",
    "The company has cancelled its sailings for the weekend.",
)
RIGHT = (
    "All 214 people on board were rescued by lifeboat, Captain Ida Marsh told reporters.",
    "A ferry, the Aurora, struck rocks near Hollin Point in the early hours of Friday.",
    "Sailings are cancelled for the weekend, the company said.",
    '"A noise like thunder, and then the lights went out," Tom Reeve recalled.',
)


def pairs(links: object) -> dict[tuple[int, int], float]:
    return {(link.left, link.right): link.score for link in links}  # type: ignore[attr-defined]


@pytest.mark.parametrize("origin", [Origin.CONFIRMED, Origin.MANUAL])
def test_a_link_that_a_person_made_stands_with_its_score(article, origin) -> None:
    made = Link(3, 2, 1.0, origin)
    assert made in align(article(*LEFT), article(*RIGHT), decided=[made]).links


def test_what_a_decision_does_not_touch_stays_as_it_was(article) -> None:
    left, right = article(*LEFT), article(*RIGHT)
    before = pairs(align(left, right))
    after = pairs(align(left, right, decided=[Link(1, 0, 1.0, Origin.REJECTED)]))
    away = {pair: score for pair, score in before.items() if pair[0] != 1 and pair[1] != 0}
    assert away
    assert {pair: after.get(pair) for pair in away} == away


def test_a_rejected_link_is_never_proposed_again(article) -> None:
    left, right = article(*LEFT), article(*RIGHT)
    for link in align(left, right):
        rejected = Link(link.left, link.right, 1.0, Origin.REJECTED)
        found = align(left, right, decided=[rejected])
        assert (link.left, link.right) not in pairs(found)
        assert rejected in found.rejected


def test_what_is_rejected_no_longer_stands_in_the_way_of_its_rivals(article) -> None:
    left = article(
        "Captain Ida Marsh said all 214 passengers were taken off the ferry by lifeboat at dawn.",
        "Divers will examine the hull once the wind drops, the coastguard said.",
    )
    right = article(
        "All 214 people on board the ferry were rescued by lifeboat, said the coastguard.",
        "Captain Ida Marsh said that passengers were taken off before dawn.",
    )
    before = pairs(align(left, right))
    assert before[0, 1] > before[0, 0]
    after = pairs(align(left, right, decided=[Link(0, 1, 0.0, Origin.REJECTED)]))
    assert after[0, 0] > before[0, 0]


def test_automatic_links_handed_in_decide_nothing(article) -> None:
    left, right = article(*LEFT), article(*RIGHT)
    assert align(left, right, decided=[Link(0, 3, 0.9)]) == align(left, right)


def test_a_decision_about_boilerplate_or_a_pair_far_from_likely_is_kept(article) -> None:
    left = article((Kind.BOILERPLATE, "Subscribe now"), *LEFT)
    decided = [Link(0, 1, 1.0, Origin.MANUAL), Link(5, 3, 1.0, Origin.MANUAL)]
    found = align(left, article(*RIGHT), decided=decided)
    assert set(decided) <= set(found.links)


def test_evenly_matched_a_heading_goes_to_the_heading(article) -> None:
    words = "Storm closes the northern port"
    left = article((Kind.HEADING, words))
    right = article(words, (Kind.HEADING, words))
    scores = pairs(align(left, right))
    assert scores[0, 1] > scores.get((0, 0), 0.0)


def test_where_no_pair_stands_out_the_likeliest_still_does_between_two_articles(article) -> None:
    """Two lists of texts may be strangers; two articles that a reader opens together are not."""
    left = [
        "The port was shut on Friday as the storm came in.",
        "Schools stay open, the mayor said.",
    ]
    right = ["A storm is expected to reach the harbour.", "Tickets for the fair are sold out."]
    links = align(article(*left), article(*right)).links
    listed = align_units(left, right)
    assert {(link.left, link.right) for link in listed} <= {
        (link.left, link.right) for link in links
    }
    for link in listed:
        assert pairs(links)[link.left, link.right] >= link.score


def test_strangers_stay_strangers_even_as_articles(article) -> None:
    left = article("Cocoa prices fell for a fourth week.", "A chess player lost her title.")
    right = article("Pigeons can sort photographs, a study finds.", "Der Zug hatte Verspätung.")
    assert align(left, right).links == ()


def test_a_decision_that_ties_a_block_to_boilerplate_is_kept_from_either_side(article) -> None:
    """Boilerplate is not aligned, so it has no place among the blocks that are scored."""
    right = article(*RIGHT, (Kind.BOILERPLATE, "Subscribe now"))
    decided = [Link(0, len(right.blocks) - 1, 1.0, Origin.MANUAL)]
    assert set(decided) <= set(align(article(*LEFT), right, decided=decided).links)
