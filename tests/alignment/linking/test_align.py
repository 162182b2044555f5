from __future__ import annotations

from dataclasses import replace

from annotations.alignment import Link, Origin, align, align_units, explain
from annotations.alignment.linking.explain import EvidenceKind
from annotations.alignment.linking.scoring import measure_pair
from annotations.articles import article_from_text
from annotations.articles.article import Article, Kind

LEFT = (
    (Kind.HEADING, "Flood hits Lorna"),
    (Kind.BOILERPLATE, "Share this story with your friends"),
    "Mayor Ann Brook said 12 houses were lost on Monday.",
    "“We will rebuild the old bridge by spring,” she told reporters at the school.",
    "The last comparable flood, in 1953, killed nobody.",
)
RIGHT = (
    (Kind.BOILERPLATE, "Share this story with your friends"),
    (Kind.HEADING, "Lorna under water as flood hits"),
    '"We will rebuild the old bridge by spring," said the mayor.',
    "Twelve houses were destroyed, Brook said on Monday.",
    "A concert in the park went ahead.",
)


def pairs(links: object) -> set[tuple[int, int]]:
    return {(link.left, link.right) for link in links}  # type: ignore[attr-defined]


def test_blocks_that_tell_the_same_part_are_linked_across_a_changed_order(article) -> None:
    assert pairs(align(article(*LEFT), article(*RIGHT))) == {(0, 1), (2, 3), (3, 2)}


def test_boilerplate_is_never_linked(article) -> None:
    same = (Kind.BOILERPLATE, "Share this story with your friends")
    assert not align(article(same), article(same)).links
    assert not align(article(same), article("Share this story with your friends")).links


def test_an_article_faces_itself(article) -> None:
    one = article(*LEFT)
    wanted = {(block.index, block.index) for block in one.blocks if block.aligned}
    assert wanted <= pairs(align(one, one))


def test_nothing_faces_nothing() -> None:
    empty = Article("", ())
    assert align(empty, empty).links == ()
    assert align_units([], ["A word."]) == ()
    assert align_units(["", " "], ["", "..."]) == ()


def test_what_a_person_decided_is_kept_as_it_is(article) -> None:
    decided = [Link(2, 3, 1.0, Origin.REJECTED), Link(4, 4, 1.0, Origin.MANUAL)]
    found = align(article(*LEFT), article(*RIGHT), decided=decided)
    assert decided[0] in found.rejected
    assert decided[1] in found.links
    assert (2, 3) not in pairs(found)


def test_text_without_spaces_is_linked() -> None:
    links = align_units(
        ["日本の首相は東京で会見した。"], ["天気は晴れ。", "首相は東京で会見を開いた。"]
    )
    assert pairs(links) == {(0, 1)}


def test_an_explanation_names_what_both_blocks_say(article) -> None:
    left, right = article(*LEFT), article(*RIGHT)
    link = next(link for link in align(left, right) if link.left == 2)
    evidence = explain(left, right, link)
    assert evidence.score == link.score
    assert [piece.left for piece in evidence.of(EvidenceKind.NAME)] == ["Brook", "Monday"]
    assert [(piece.left, piece.right) for piece in evidence.of(EvidenceKind.NUMBER)] == [
        ("12", "Twelve")
    ]
    for piece in evidence.pieces:
        assert {left.text[span.start : span.end] for span in piece.left_spans} >= {piece.left}
    assert abs(sum(piece.share for piece in evidence.pieces) - 1) < 1e-9


def test_articles_opened_together_are_linked_from_a_lower_chance_than_two_lists() -> None:
    left = ["The flood took twelve houses in Lorna.", "The mayor will rebuild the bridge."]
    right = ["Twelve houses in Lorna were lost to the flood.", "A bridge stands, the mayor said."]
    reading = measure_pair(left, right)
    assert reading.of_one_story().threshold < reading.threshold
    strangers = measure_pair(left, ["Cocoa prices fell.", "A chess player lost."])
    assert strangers.of_one_story().threshold == strangers.threshold


def test_a_paragraph_that_both_have_is_linked_to_its_copy_alone() -> None:
    """Also where all paragraphs are nearly alike, as the entries of a list of results are."""
    entries = "\n\n".join(
        f"Paragraph {number} of this report has some words of its own." for number in range(12)
    )
    first, second = article_from_text(entries), article_from_text(entries)
    links = align(first, second).links
    assert [(link.left, link.right) for link in links] == [(index, index) for index in range(12)]


def test_paragraphs_that_are_all_alike_are_not_all_linked_with_each_other() -> None:
    def report(year: int) -> Article:
        return article_from_text(
            "\n\n".join(f"Entry {n} of the year {year} has some words." for n in range(12))
        )

    assert len(align(report(1998), report(2004)).links) <= 2 * 3 * 12


def test_two_articles_on_one_story_are_leaned_until_their_likeliest_pair_is_likely() -> None:
    left = ["The flood took twelve houses in Lorna.", "The mayor will rebuild the bridge."]
    right = ["Twelve houses in Lorna were lost to the flood.", "A bridge stands, the mayor said."]
    reading = measure_pair(left, right)
    weaker = (replace(reading, lean=reading.lean - step / 4) for step in range(80))
    weak = next(each for each in weaker if each.scored().chance.max() < 0.5)
    assert weak.scored().chance.max() < weak.of_one_story().scored().chance.max()


def test_what_shares_function_words_alone_has_no_chance() -> None:
    scored = measure_pair(["He was in it."], ["It was the he."]).scored()
    assert len(scored.rows) == 1 and scored.chance.max() == 0
