"""Reports of one event are found among others, and told from like events of the same kind."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from annotations.articles import Article, article_from_text
from annotations.articles.formats.compose import About
from annotations.events.finding.copies import bands_of, originals
from annotations.events.finding.find import day_of, find_events
from annotations.events.finding.likeness import UNDATED, products
from annotations.events.finding.linkage import grouped
from annotations.events.finding.profiles import CLOSE, NAME, channel_of, profiles
from annotations.events.finding.weighing import rows_of, weighed
from tests.benchmarks.events.archive import archive

FIRES = {
    "a fire in Norby": (
        "A fire destroyed the old Tamm brewery in Norby on Monday night. Two people were taken to"
        " hospital. Ilse Tamm, whose family has brewed there since 1874, said that the roof fell in"
        " within an hour. The fire brigade of Norby came with 40 men, and the bridge over the Leck"
        " was closed until morning.",
        "NORBY — Forty firefighters could not save the Tamm brewery, which burned down late on"
        " Monday. “The roof came down on the vats,” said Ilse Tamm, the owner. The brewery at the"
        " bridge over the Leck was founded in 1874. Two of its workers are in hospital in Norby with"
        " burns.",
    ),
    "a fire in Kestrel Bay": (
        "Seven sailors escaped when a fire broke out on the ferry Merganser off Kestrel Bay on"
        " Thursday. Captain Osric Vane had the engine room flooded. The Merganser, built in 1998, was"
        " carrying 312 passengers to Holm Island, and all of them were brought ashore by fishing"
        " boats.",
        "All 312 passengers of the ferry Merganser are safe after a fire in its engine room on"
        " Thursday, its captain, Osric Vane, said in Kestrel Bay. Fishing boats brought them ashore,"
        " and seven sailors who had fought the flames followed. The ship of 1998 serves Holm Island.",
    ),
}


def read(text: str, **about: str) -> Article:
    return article_from_text(text, about=About(**about))


@cache
def invented() -> tuple[tuple[Article, ...], tuple[str, ...]]:
    rows = list(archive(80, seed=3, words=8000, like=0))
    made = (read(row["text"], title=row["title"], published=row["published"]) for row in rows)
    return tuple(made), tuple(row["event"] for row in rows)


def test_two_fires_of_which_two_papers_report_each_are_two_events() -> None:
    articles = [read(text) for texts in FIRES.values() for text in texts]
    assert {each.articles for each in find_events(articles)} == {(0, 1), (2, 3)}


def test_an_event_says_what_its_reports_share() -> None:
    (found,) = find_events([read(text) for text in FIRES["a fire in Norby"]])
    assert "Norby" in found.reasons.names
    assert (found.reasons.dates, found.reasons.numbers) == (("Monday",), ("1874",))
    assert "Ilse Tamm" in found.reasons.phrases
    assert 0.5 < found.score < 1


def test_planted_events_are_found_again() -> None:
    articles, events = invented()
    found = find_events(articles)
    pairs = {(a, b) for each in found for a in each.articles for b in each.articles if a < b}
    every = range(len(events))
    planted = {(a, b) for a in every for b in every if a < b and events[a] == events[b]}
    assert len(pairs & planted) >= 0.95 * len(planted)
    assert len(pairs & planted) >= 0.7 * len(pairs)  # in so few, what a kind has in common is rare


def test_the_order_of_the_articles_does_not_matter() -> None:
    texts = [text for both in zip(*FIRES.values(), strict=True) for text in both]
    assert {each.articles for each in find_events([*map(read, texts)])} == {(0, 2), (1, 3)}


def test_the_pair_to_read_first_is_no_copy() -> None:
    one, two = FIRES["a fire in Norby"]
    long = one + " The mayor, Aldo Brandt, called it a black day for all who had worked there."
    (found,) = find_events([read(long), read(long + " He wept."), read(two)])
    assert found.articles == (0, 1, 2)
    assert found.echoes == ((0, 1),)
    assert 2 in found.pair


def test_copies_of_one_text_are_an_event_of_one_voice() -> None:
    text = FIRES["a fire in Norby"][0]
    (found,) = find_events([read(text) for _ in range(300)] + [read("Nothing of the kind.")])
    assert found.articles == tuple(range(300))
    assert found.echoes == (found.articles,)
    assert found.score == 1


def test_articles_that_share_nothing_are_no_event() -> None:
    assert find_events([]) == ()
    assert find_events([read("One word.")]) == ()
    assert find_events([read(FIRES["a fire in Norby"][0]), read("The choir of Lund sang.")]) == ()


def test_a_report_of_another_month_is_another_event() -> None:
    texts = FIRES["a fire in Norby"]
    near = [read(texts[0], published="2024-03-04"), read(texts[1], published="2024-03-05")]
    far = [read(texts[0], published="2024-03-04"), read(texts[1], published="2024-09-05")]
    assert find_events(near)[0].score > 0.9
    assert not find_events(far)


@pytest.mark.parametrize("published", ["", "yesterday", "2024-13-40", "05/06/2024"])
def test_what_is_no_date_dates_nothing(published: str) -> None:
    assert day_of(published) == UNDATED


def test_words_that_stand_close_are_one_term_in_either_order() -> None:
    one, other = profiles(["red Norby brewery", "brewery of Norby"])
    shared = np.intersect1d(one.terms, other.terms)
    assert (channel_of(shared) == CLOSE).sum() == 1


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    (found,) = profiles(["Rivers rise. All rivers rise near Kolm."])
    names = [term for term in found.signs if channel_of(np.array([term], np.uint32)) == NAME]
    assert [found.signs[each] for each in names] == ["Kolm"]


def test_products_are_those_of_the_rows_in_full() -> None:
    articles, _ = invented()
    matrix = weighed(rows_of(profiles([each.text for each in articles[:30]])))
    full = np.zeros((30, len(matrix.terms)))
    owners = np.repeat(np.arange(30), np.diff(matrix.bounds[::4]))
    full[owners, matrix.columns] = matrix.values
    channels = channel_of(matrix.terms)
    one, other = np.triu_indices(30, 1)
    found = products(matrix, one, other)
    for channel in range(4):
        part = full[:, channels == channel]
        assert np.allclose(found[:, channel], (part @ part.T)[one, other], rtol=1e-4)
        assert np.allclose(matrix.norms[:, channel], (part * part).sum(axis=1), rtol=1e-4)


def test_linkage_goes_by_the_average_over_all_pairs() -> None:
    chain = [(0, 1, 5.0), (1, 2, 5.0), (2, 3, 5.0)]
    assert grouped(4, chain, 0.0) == [[0, 1], [2, 3]]  # the other pairs were never alike
    assert grouped(4, [*chain, (0, 2, 4.0), (0, 3, 4.0), (1, 3, 4.0)], 0.0) == [[0, 1, 2, 3]]
    assert grouped(3, [(0, 1, -1.0)], 0.0) == []


def test_texts_that_are_nearly_the_same_have_one_origin() -> None:
    words = [f"word{at}" for at in range(200)]
    edited = [*words[:100], "another", *words[101:]]
    texts = [" ".join(words), " ".join(edited), " ".join(words[:90]), "too short to say"]
    prints = [each.fingerprints for each in profiles([*texts, texts[3]])]
    assert originals(bands_of(prints), prints).tolist() == [0, 0, 2, 3, 4]
