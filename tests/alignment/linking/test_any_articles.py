"""Articles of any size, shape and script give sensible links through the front door."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import align
from annotations.alignment.linking import character_grams
from annotations.articles.article import Kind
from tests.alignment.conftest import built

TOLD = (
    "The council of Hollin voted on Tuesday to close the bridge for 12 weeks.",
    "Mayor Ida Marsh said the crack had grown by nine centimetres.",
    "Buses will run by the old road until March, the company said.",
    "Shopkeepers fear for their Christmas trade.",
    "Divers found a second crack on Monday.",
)
RETOLD = {
    "English": (
        TOLD,
        ("A second crack was found by divers.", "Hollin: bridge closed for 12 weeks, says council."),
        {(4, 0), (0, 1)},
    ),
    "Chinese": (
        ("市议会周二投票决定关闭大桥十二周。", "市长伊达说裂缝又扩大了九厘米。", "公交车将走旧路，直到三月。"),
        ("公交公司说，车辆走旧路到三月为止。", "大桥将关闭十二周，市议会周二决定。"),
        {(0, 1), (2, 0)},
    ),
    "Japanese": (
        ("市議会は火曜日、橋を12週間閉鎖することを決めた。", "マーシュ市長は、亀裂が9センチ広がったと述べた。"),
        ("マーシュ市長によると亀裂は9センチ広がった。", "橋は12週間閉鎖される、と市議会が火曜日に決定した。"),
        {(0, 1), (1, 0)},
    ),
    "Thai": (
        ("สภาเมืองลงมติเมื่อวันอังคารให้ปิดสะพานเป็นเวลา 12 สัปดาห์", "รถโดยสารจะวิ่งทางถนนสายเก่าจนถึงเดือนมีนาคม"),
        ("รถโดยสารวิ่งถนนสายเก่าถึงเดือนมีนาคม", "สะพานจะปิด 12 สัปดาห์ตามมติสภาเมือง"),
        {(0, 1), (1, 0)},
    ),
    "Korean": (
        ("시의회는 화요일 다리를 12주 동안 폐쇄하기로 결정했다.", "버스는 3월까지 옛 도로를 달린다."),
        ("버스가 3월까지 옛 도로로 다닌다.", "다리는 12주간 폐쇄된다고 시의회가 화요일에 결정했다."),
        {(0, 1), (1, 0)},
    ),
    "Arabic": (
        ("صوّت المجلس يوم الثلاثاء على إغلاق الجسر لمدة 12 أسبوعا.", "ستسير الحافلات على الطريق القديم حتى مارس."),
        ("الحافلات تسير على الطريق القديم حتى شهر مارس.", "سيغلق الجسر 12 أسبوعا بقرار المجلس يوم الثلاثاء."),
        {(0, 1), (1, 0)},
    ),
    "Hebrew": (
        ("מועצת העיר הצביעה ביום שלישי לסגור את הגשר ל-12 שבועות.", "אוטובוסים ייסעו בדרך הישנה עד מרץ."),
        ("האוטובוסים ייסעו עד מרץ בדרך הישנה.", "הגשר ייסגר ל-12 שבועות, החליטה מועצת העיר."),
        {(0, 1), (1, 0)},
    ),
    "Hindi": (
        ("परिषद ने मंगलवार को पुल को 12 सप्ताह के लिए बंद करने का निर्णय लिया।", "बसें मार्च तक पुरानी सड़क पर चलेंगी।"),
        ("मार्च तक बसें पुरानी सड़क से जाएँगी।", "पुल 12 सप्ताह के लिए बंद होगा, परिषद का निर्णय।"),
        {(0, 1), (1, 0)},
    ),
    "Russian": (
        ("Городской совет во вторник решил закрыть мост на 12 недель.", "Автобусы будут ходить по старой дороге до марта."),
        ("Автобусы до марта пойдут старой дорогой.", "Мост закроют на 12 недель, решил городской совет."),
        {(0, 1), (1, 0)},
    ),
}  # fmt: skip


def pairs(left: object, right: object) -> set[tuple[int, int]]:
    return {(link.left, link.right) for link in align(built(*left), built(*right))}  # type: ignore[misc]


def best(left: object, right: object) -> set[tuple[int, int]]:
    """The likeliest partner of each left block that has one."""
    found = align(built(*left), built(*right))  # type: ignore[misc]
    return {(at, links[0].right) for at, links in found.by_left.items()}


@pytest.mark.parametrize("left,right,told", RETOLD.values(), ids=RETOLD)
def test_a_report_retold_in_another_order_is_lined_up_in_any_script(
    left: tuple[str, ...], right: tuple[str, ...], told: set[tuple[int, int]]
) -> None:
    assert told <= best(left, right)
    assert {(to, at) for at, to in told} <= best(right, left)


def test_in_an_article_of_many_scripts_each_is_compared_in_its_own() -> None:
    left = [RETOLD[name][0][0] for name in ("English", "Chinese", "Arabic", "Russian", "Thai")]
    right = [RETOLD[name][1][1] for name in ("Russian", "Thai", "English", "Chinese", "Arabic")]
    assert best(left, right) == {(0, 2), (1, 3), (2, 4), (3, 0), (4, 1)}


def test_no_block_no_link() -> None:
    for left, right in (((), ()), (TOLD, ()), ((), TOLD)):
        assert pairs(left, right) == set()
    aside = [(Kind.BOILERPLATE, text) for text in TOLD]
    assert pairs(aside, aside) == pairs(aside, TOLD) == pairs(TOLD, aside) == set()


def test_blocks_without_a_word_stop_nothing() -> None:
    mute = ["***", "👍", "   ", "…", "\u200b", "!"]
    assert {(at, at) for at in range(5)} <= best([*TOLD, *mute], [*TOLD, *mute])
    assert pairs(mute, TOLD) == set()


def test_one_block_finds_its_partner_among_one_or_many() -> None:
    retold = "Ida Marsh, the mayor, said nine centimetres had been added to the crack."
    assert pairs([TOLD[1]], [retold]) == {(0, 0)}
    others = [
        f"In year {1500 + at} ship {at * 7} sailed to port {at % 13} with {at * 3} bales of wool."
        for at in range(600)
    ]
    assert pairs([TOLD[1]], [*others[:400], retold, *others[400:]]) == {(0, 400)}
    assert pairs([*others[:400], retold, *others[400:]], [TOLD[1]]) == {(400, 0)}


def test_articles_that_share_no_word_share_no_link() -> None:
    others = (
        "Cocoa prices fell in Accra.",
        "Chess player loses title at Riga.",
        "Pigeons sort photographs, scientists write.",
    )
    assert pairs(TOLD, others) == set()


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.permutations(TOLD), st.sampled_from([kind for kind in Kind if kind != "boilerplate"]))
def test_an_article_faces_itself_in_any_order_and_kind(order: list[str], kind: Kind) -> None:
    left, right = [(kind, text) for text in TOLD], [(kind, text) for text in order]
    assert best(left, right) == {(at, order.index(text)) for at, text in enumerate(TOLD)}


def test_a_paragraph_said_twice_is_linked_to_both_and_likeliest_to_the_one_in_its_place() -> None:
    twice = built(TOLD[0], TOLD[1], TOLD[0], TOLD[2])
    found = align(twice, twice)
    assert {(0, 2), (2, 0)} <= {(link.left, link.right) for link in found}
    partners = [*found.by_left.values(), *found.by_right.values()]
    assert all(links[0].left == links[0].right for links in partners)


def test_rows_of_numbers_are_told_apart_by_their_numbers() -> None:
    towns = [
        f"| {name} | {at * 37} | {at * 11} % |" for at, name in enumerate("ABCDEFGHIJKLMNOP", 3)
    ]
    left = [(Kind.TABLE_ROW, row) for row in towns]
    right = [(Kind.TABLE_ROW, row.replace("11", "12")) for row in [*towns[8:], *towns[:8]]]
    assert best(left, right) == {(at, (at + 8) % 16) for at in range(16)}


def test_items_are_lined_up_under_other_signs_and_numbers() -> None:
    left = [(Kind.LIST_ITEM, f"- {text}") for text in TOLD]
    right = [(Kind.LIST_ITEM, f"{at}. {text}") for at, text in enumerate(reversed(TOLD), 1)]
    assert best(left, right) == {(at, 4 - at) for at in range(5)}


@pytest.mark.parametrize(
    "left,right",
    [
        (" ".join(TOLD * 400), " ".join(TOLD[::-1] * 300)),
        ("市" * 20_000, "市" * 15_000),
        ("a" * 60_000, "a" * 60_000),
        ("“" * 20_000, "”" * 20_000),
        ("1 " * 20_000, "1." * 20_000),
    ],
    ids=["sentences", "no spaces", "one word", "marks", "numbers"],
)
def test_a_very_long_paragraph_takes_little_memory(left: str, right: str) -> None:
    tracemalloc.start()
    align(built(left), built(right))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100e6


def test_what_was_aligned_before_changes_no_score() -> None:
    pair = [
        built(*(f"Paragraph {n}: the {word} left harbour {n} at noon." for n in range(300)))
        for word in ("ferry", "barge")
    ]
    other = built(*(f"{n}. Divers found {n * n} cracks." for n in range(40)))
    character_grams._numbering = character_grams._Numbering()
    fresh = align(*pair)
    character_grams._numbering = character_grams._Numbering()
    align(other, other)
    assert align(*pair) == fresh
