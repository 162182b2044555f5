"""Page furniture is found by words and place together, and never in the body of an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Kind, article_from_text
from annotations.articles.structure.boilerplate import furniture, reads_like_furniture

PROSE = "The county shut the bridge on Monday after divers had found two cracks in its oldest pier."
FURNITURE = [
    "Home » News » Bridge shut after cracks found",
    "Home > Local > Bridges",
    "Startseite › Politik › Brücke gesperrt",
    "You may also like",
    "You might also be interested in",
    "Related Articles",
    "More from Local",
    "Read next: Ten bridges to see before they fall",
    "Leave a Comment",
    "Leave a Reply Cancel reply",
    "3 Comments on “Bridge shut”",
    "Comments (12)",
    "Your email address will not be published. Required fields are marked *",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "Adblock Detected",
    "Please consider turning off your ad blocker to support our reporting.",
    "Advertisement",
    "Anzeige",
    "Share this:",
    "Share on Facebook | Tweet | Email | Print",
    "Follow us on Mastodon and Instagram",
    "Sign up for our newsletter",
    "We use cookies to make this page better for you.",
    "© 2026 The Sound Courier",
    "All rights reserved",
    "Privacy Policy | Terms of Use",
    "Skip to main content",
    "Tags: bridges, Sundby",
    "Previous article: Ferry fares to rise",
    "Lesen Sie auch: Fähre fährt wieder",
    "À lire aussi : le pont rouvre",
    "Читайте также: мост закрыт",
]
TEXT = [
    "Bridge Shut After Divers Find Cracks",
    "Related work on the pier will go on until June, the county said.",
    "Share prices of the builder fell by a tenth.",
    "“Leave a comment,” the mayor told the crowd, and they did.",
    "Readers can follow us through the whole story below.",
    "She asked him to print the page twice.",
    "Subscribers of the old paper were told on Monday.",
    "The menu at the ferry’s bar had not changed.",
    "Most of the divers are from Sundby.",
    "More to come",
    "Tag der offenen Tür",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_is_taken_at_the_tail_but_not_in_the_body(line: str) -> None:
    assert furniture([PROSE, PROSE, line]) == [False, False, True]
    assert furniture([PROSE, line, PROSE]) == [False, False, False]


@pytest.mark.parametrize("line", TEXT)
def test_a_line_that_only_sounds_like_it_is_text(line: str) -> None:
    assert not reads_like_furniture(line)
    assert furniture([PROSE, line]) == [False, False]


def test_what_stands_behind_furniture_at_the_tail_goes_with_it() -> None:
    pieces = [PROSE, "A last heading", "You may also like", "Mayor opens park", "Old pier sold"]
    assert furniture(pieces) == [False, False, True, True, True]


def test_a_menu_above_the_title_is_taken_and_the_title_is_not() -> None:
    pieces = ["News", "Sport", "Weather", "Jobs and homes", "Bridge Shut After Cracks Found", PROSE]
    assert furniture(pieces) == [True] * 4 + [False] * 2


def test_a_short_title_and_subtitle_are_no_menu() -> None:
    assert furniture(["Bridge shut", "Cracks found", PROSE]) == [False] * 3


def test_nothing_is_taken_where_nothing_would_be_left() -> None:
    assert furniture(["Leave a Comment"]) == [False]
    article = article_from_text("Home\nShare\nPrint")
    assert all(block.kind is not Kind.BOILERPLATE for block in article.blocks)


def test_boilerplate_takes_no_part_in_alignment_and_is_no_title() -> None:
    article = article_from_text(f"Home » News » Bridge shut\nBridge shut\n{PROSE}\nLeave a Comment")
    assert [block.aligned for block in article.blocks] == [False, True, True, False]
    assert article.title == "Bridge shut"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([*FURNITURE, *TEXT, "Park", PROSE]), max_size=12))
def test_between_the_first_prose_and_the_last_nothing_is_taken(pieces: list[str]) -> None:
    marked = furniture(pieces)
    assert len(marked) == len(pieces)
    prose = [index for index, piece in enumerate(pieces) if piece == PROSE]
    if prose:
        assert not any(marked[prose[0] : prose[-1] + 1])
