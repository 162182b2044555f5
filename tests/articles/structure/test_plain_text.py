"""What each line of plain text is, without markup to lean on."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Article, Kind, article_from_text, cells, reclassify

PROSE = (
    "The county shut the bridge on Monday after divers found two cracks in its oldest pier, and "
    "it will not open again before the spring, an engineer said."
)
MORE = (
    "Drivers will have to use the ferry at Sundby in the meantime, which runs twice an hour and "
    "takes no lorries of more than twelve tonnes."
)


def read(*lines: str) -> Article:
    return article_from_text("\n".join(lines))


def kinds(*lines: str) -> list[str]:
    return [block.kind.value for block in read(*lines).blocks]


def of_kind(article: Article, kind: Kind) -> list[str]:
    return [article.text_of(block) for block in article.blocks if block.kind is kind]


class TestLayout:
    def test_paragraphs_parted_by_one_newline(self) -> None:
        assert kinds(PROSE, MORE, PROSE) == ["paragraph"] * 3

    def test_paragraphs_parted_by_blank_lines(self) -> None:
        assert kinds(PROSE, "", MORE, " \t ", PROSE) == ["paragraph"] * 3

    @pytest.mark.parametrize("width", [40, 60, 72, 100])
    def test_hard_wrapped_paragraphs_are_joined(self, width: int) -> None:
        article = read(textwrap.fill(PROSE, width), "", textwrap.fill(MORE + " " + PROSE, width))
        assert [" ".join(t.split()) for t in map(article.text_of, article.blocks)] == [
            PROSE,
            MORE + " " + PROSE,
        ]

    def test_hard_wrapped_paragraphs_without_blank_lines_end_at_a_short_line(self) -> None:
        one, two = textwrap.fill(PROSE + " " + PROSE, 66), textwrap.fill(MORE + " " + MORE, 66)
        assert kinds(one, two, one) == ["paragraph"] * 3

    def test_headings_and_items_are_kept_apart_in_hard_wrapped_text(self) -> None:
        wrapped = textwrap.fill(PROSE + " " + MORE, 60)
        item = textwrap.fill(MORE, 60, initial_indent="- ", subsequent_indent="  ")
        found = kinds(
            "Bridge Shut", "", wrapped, "", item, item, "", "What Comes Next", "", wrapped
        )
        assert found == ["heading", "paragraph", "list-item", "list-item", "heading", "paragraph"]

    def test_lines_of_like_length_are_not_taken_for_wrapped(self) -> None:
        assert (
            len(kinds(*(f"{n} Birch and Alder Lane, Sundby Harbour" for n in range(10, 30)))) == 20
        )


class TestHeadings:
    @pytest.mark.parametrize(
        "line",
        [
            "Divers Found Two Cracks in the Pier",
            "what the engineers say",
            "Background: The Long Story of a Pier",
            "Who will pay for the new bridge?",
            "Bridge & Ferry: 2026 and Beyond",
            "What the U.S. Engineers Say",
        ],
    )
    def test_a_short_line_without_a_full_stop_is_a_heading(self, line: str) -> None:
        assert kinds(PROSE, "", line, "", MORE) == ["paragraph", "heading", "paragraph"]

    @pytest.mark.parametrize(
        "line",
        [
            "It did.",
            "The reasons include:",
            "“Nobody told us anything”",
            "He left. Why did nobody ask him to stay on?",
            "By Ann Lee",
            "4 March 2026",
            "---",
            "The county, which owns the bridge, and the state, which pays for it, have not agreed on who is to blame yet",
        ],
    )
    def test_other_short_lines_are_not(self, line: str) -> None:
        assert "heading" not in kinds(PROSE, "", line, "", MORE)

    def test_the_first_heading_near_the_top_is_the_title_and_so_are_its_repeats(self) -> None:
        article = read("Bridge Shut", "", "How it came about", "", PROSE, "", "BRIDGE  shut!", MORE)
        assert article.title == "Bridge Shut"
        levels = [(b.kind.value, b.level) for b in article.blocks]
        assert levels[:2] == [("heading", 1), ("heading", 2)]

    def test_a_long_numbered_heading_is_measured_without_its_number(self) -> None:
        words = "Restoration " * 11 + "begins"
        assert len(words) <= 140 < len(f"1. {words}")
        assert kinds(f"1. {words}", "", PROSE)[0] == "heading"
        assert kinds(f"1. Soon {words}", "", PROSE)[0] == "list-item"

    @pytest.mark.parametrize("number", ["(XVIII)", "(xii)", "123.", "a)", "(b)", "7)"])
    def test_numbers_of_items_of_any_length_are_known(self, number: str) -> None:
        assert kinds(f"{number} the pier", f"{number} the deck") == ["list-item"] * 2

    def test_a_numbered_section_heading_is_no_item(self) -> None:
        found = kinds("1. What happened", "", PROSE, "", "2. What comes next", "", MORE)
        assert found == ["heading", "paragraph", "heading", "paragraph"]


class TestLists:
    @pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "▪", "1.", "2)", "(3)", "a)", "iv."])
    def test_any_bullet_or_number(self, bullet: str) -> None:
        lines = (f"{bullet} the pier is shut,", f"{bullet} the ferry runs")
        assert kinds(PROSE, *lines, MORE) == ["paragraph", "list-item", "list-item", "paragraph"]

    def test_depth_by_indentation(self) -> None:
        article = read("- one", "  - two", "    - three", "  - two", "- one")
        assert [block.level for block in article.blocks] == [1, 2, 3, 2, 1]

    def test_terms_that_stand_together_are_items(self) -> None:
        terms = ("Cost: four million crowns, the county says.", "Time: two years, perhaps three.")
        assert kinds(PROSE, *terms, MORE) == ["paragraph", "list-item", "list-item", "paragraph"]

    def test_one_term_alone_is_prose_unless_something_leads_in(self) -> None:
        term = "Dr. Lee’s view (2026): the pier could have been saved, had anyone looked."
        assert kinds(PROSE, "", term, "", MORE) == ["paragraph"] * 3
        assert kinds("Two views came up:", "", term, "", MORE)[1] == "list-item"

    def test_speakers_who_take_turns_are_no_list(self) -> None:
        turns = ("Lee: Who found the cracks?", "Berg: Two divers did.", "Lee: And who paid them?")
        assert kinds(*turns) == ["paragraph"] * 3


class TestTables:
    ROWS = (
        "Part | Built | State |",
        "---|---|---|",
        "Deck | 1987 | poor |",
        "Pier | 1931 | worse |",
    )

    def test_a_rule_belongs_to_the_header_above_it(self) -> None:
        article = read(PROSE, *self.ROWS, MORE)
        rows = [block for block in article.blocks if block.kind is Kind.TABLE_ROW]
        assert [block.level for block in rows] == [1, 0, 0]
        assert article.text_of(rows[0]) == "Part | Built | State |\n---|---|---|"

    @pytest.mark.parametrize(
        "rows",
        [
            ("| Part | Built |", "|:---|---:|", "| Deck | 1987 |"),
            ("+------+-------+", "| Part | Built |", "+======+=======+", "| Deck | 1987 |",
             "+------+-------+"),
            ("Part | Built", "Deck | 1987"),
            ("Part | Built", "", "---|---", "", "Deck | 1987"),
        ],
    )  # fmt: skip
    def test_with_and_without_outer_pipes_and_borders(self, rows: tuple[str, ...]) -> None:
        article = read(PROSE, "", *rows, "", MORE)
        found = [block for block in article.blocks if block.kind is Kind.TABLE_ROW]
        words = [[article.text[a:b] for a, b in cells(article, row)] for row in found]
        assert words == [["Part", "Built"], ["Deck", "1987"]]

    def test_cells_keep_empty_ones(self) -> None:
        article = read("a |  | c", "---|---|---", "|| x |")
        first, second = article.blocks
        assert [article.text[a:b] for a, b in cells(article, first)] == ["a", "", "c"]
        assert [article.text[a:b] for a, b in cells(article, second)] == ["", "x"]

    def test_one_line_with_a_pipe_is_no_table(self) -> None:
        assert "table-row" not in kinds(PROSE, "", "Ann Lee | 4 March 2026", "", MORE)


class TestTheRest:
    @pytest.mark.parametrize(
        "line",
        [
            "Photo: Nils Berg",
            "The pier on Sunday. (AP Photo/Ann Lee)",
            "FILE - The pier in 1950.",
            "Divers at work. Lars Holm/Getty Images",
            "*Figures are the county’s own",
            "† As of March.",
            "[1] County report, page 4.",
        ],
    )
    def test_captions_and_footnotes(self, line: str) -> None:
        assert kinds(PROSE, line, MORE) == ["paragraph", "caption", "paragraph"]

    def test_a_word_in_asterisks_opens_no_footnote(self) -> None:
        assert kinds(PROSE, f"*Nobody* knows. {MORE}") == ["paragraph", "paragraph"]

    def test_quotations(self) -> None:
        assert kinds(PROSE, "> We will stay.", MORE) == ["paragraph", "quotation", "paragraph"]

    def test_byline_date_and_dateline_are_metadata(self) -> None:
        article = read(
            "Bridge Shut", "By Ann Lee and Per Holm", "4 March 2026", f"SUNDBY – {PROSE}"
        )
        assert article.byline == "Ann Lee and Per Holm"
        assert article.published == "4 March 2026"
        assert article.dateline == "SUNDBY"
        assert read("Bridge Shut", f"Washington D.C. – {PROSE}").dateline == "Washington D.C."

    def test_a_block_is_turned_into_something_else_and_back(self) -> None:
        article = read("Bridge Shut", PROSE, "Leave a Comment")
        text = reclassify(article, 2, Kind.PARAGRAPH)
        assert [block.kind for block in text.blocks][2] is Kind.PARAGRAPH
        assert text.blocks[2].span == article.blocks[2].span
        assert reclassify(text, 2, Kind.BOILERPLATE) == article
        with pytest.raises(IndexError):
            reclassify(article, 3, Kind.PARAGRAPH)


LINES = st.lists(
    st.sampled_from(
        ["", " ", "a", "- a", "  1. b", "x | y", "---|---", "|", "+--+", "> q", "Home » News » X",
         "Term: it explains this.", "Leave a Comment", PROSE, "\u3000", "\x1f", "\x0c", "# h", "```",
         "---", "===", "<!-- c", "-->", "[x]: y", "![i](j)", "*n", "\u2028", "\x85", "\x00"]
    )
    | st.text(max_size=12),
    max_size=25,
).map("\n".join)  # fmt: skip


@settings(max_examples=200, derandomize=True, deadline=None)
@given(LINES)
def test_plain_text_is_in_exactly_one_block_in_order(text: str) -> None:
    article = article_from_text(text)
    at = 0
    for index, block in enumerate(article.blocks):
        assert block.index == index
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        body = article.text_of(block)
        assert body == body.strip()
        at = block.end
    assert not article.text[at:].strip()


@settings(max_examples=200, derandomize=True, deadline=None)
@given(LINES)
def test_markdown_blocks_are_in_order_and_not_empty(text: str) -> None:
    article = article_from_text(text, markup="markdown")
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        assert article.text_of(block).strip()
        at = block.end


@pytest.mark.parametrize("line", ["a.b." * 250, "A. " * 300, "a.b.x: " * 100])
def test_a_line_full_of_full_stops_is_read_at_all(line: str) -> None:
    assert kinds(PROSE, "", line, "", MORE)[0] == "paragraph"
