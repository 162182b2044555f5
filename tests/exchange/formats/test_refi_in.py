"""REFI-QDA projects read whole: our own come back, those of other programs with what they count."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotations.exchange import detect, export, import_file
from tests.exchange.stores import SAMPLE, empty, said, stored, ties

TEXT = "One 😀 line.\nThe ferry sails.\nNobody was hurt."
HEAD = '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="x" origin="%s">'
BOOK = (
    '<Users><User guid="u1" name="Ada"/></Users><CodeBook><Codes><Code guid="c1" name="theme" isCodable="true">'
    '<Code guid="c2" name="travel" isCodable="true"/></Code></Codes></CodeBook>'
)


def project(path: Path, body: str, origin: str = "Other 1.0", **texts: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", f"{HEAD % origin}{body}</Project>")
        for name, data in texts.items():
            made.writestr(f"Sources/{name}.txt", data)
    return path


def selection(words: str, start: int, end: int, inside: str, guid: str = "s") -> str:
    return (
        f'<PlainTextSelection guid="{guid}" name="{words}" startPosition="{start}" endPosition="{end}"'
        f' creatingUser="u1" creationDateTime="2026-03-01T10:00:00Z">{inside}</PlainTextSelection>'
    )


def coding(code: str) -> str:
    return f'<Coding guid="x{code}"><CodeRef targetGUID="{code}"/></Coding>'


def test_a_project_of_ours_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.qdpx"
    with stored(SAMPLE) as store, empty() as other:
        export(store, format="refi-qda", out=path)
        assert detect(path) == "refi-qda"
        report = import_file(other, path, as_is=True)
        assert not report.problems and not report.losses
        names = ("id", "annotator", "note", "created")
        assert said(other, *names) == said(store, *names)
        assert ties(other) == ties(store) and len(other.pairs()) == 1
        assert sum(import_file(other, path, as_is=True).added.values()) == 0


@pytest.mark.parametrize(
    ("line_end", "counts"),
    [
        ("\n", "points"),
        ("\r\n", "points"),
        ("\r\n", "raw"),
        ("\n", "utf-16"),
        ("\r\n", "raw utf-16"),
    ],
)
def test_positions_are_read_as_the_program_counted_them(
    tmp_path: Path, line_end: str, counts: str
) -> None:
    raw = TEXT.replace("\n", line_end)
    within = raw if counts.startswith("raw") else TEXT
    width = 2 if counts.endswith("utf-16") else 4
    marks = ""
    for number, words in enumerate(("The ferry", "Nobody", "hurt")):
        ends = within.index(words), within.index(words) + len(words)
        code = "utf-16-le" if width == 2 else "utf-32-le"
        start, end = (len(within[:at].encode(code)) // width for at in ends)
        marks += selection(words, start, end, coding("c2"), f"s{number}")
    body = f'{BOOK}<Sources><TextSource guid="t" name="A" plainTextPath="internal://t.txt">{marks}</TextSource></Sources>'
    path = project(tmp_path / "p.qdpx", body, t=b"\xef\xbb\xbf" + raw.encode())
    with empty() as store:
        report = import_file(store, path, as_is=True)
        assert not report.problems
        assert [(each.quote, each.label, each.annotator) for each in store.annotations()] == [
            (words, "theme/travel", "Ada") for words in ("The ferry", "Nobody", "hurt")
        ]
        assert store.article(store.articles()[0]).title == "A"


def test_notes_links_and_sets_come_in_and_the_rest_is_counted(tmp_path: Path) -> None:
    marks = (
        selection("One", 0, 3, f'{coding("c1")}{coding("c2")}<NoteRef targetGUID="n1"/>', "s1")
        + selection("line", 6, 10, '<Description>look</Description>', "s2")
        + selection("sails", 0, 1, coding("c9"), "s3")
        + selection("bad", 4000, 4001, coding("c1"), "s4")
    )  # fmt: skip
    body = (
        f'{BOOK}<Sources><TextSource guid="t" name="A" plainTextPath="internal://t.txt">{marks}{coding("c1")}</TextSource>'
        '<TextSource guid="b" name="B"><PlainTextContent>Second.</PlainTextContent></TextSource>'
        '<TextSource guid="d" name="C"><PlainTextContent>Third.</PlainTextContent></TextSource>'
        '<TextSource guid="w" name="W" richTextPath="internal://w.docx"/><PictureSource guid="p" name="photo"/></Sources>'
        '<Notes><Note guid="n1" name="m"><PlainTextContent>a memo</PlainTextContent></Note></Notes>'
        '<Links><Link guid="l1" name="explains" originGUID="s1" targetGUID="s2"/>'
        '<Link guid="l2" name="x" originGUID="s1" targetGUID="zz"/></Links>'
        '<Sets><Set guid="g" name="The bridge"><MemberSource targetGUID="t"/><MemberSource targetGUID="b"/>'
        '<MemberSource targetGUID="d"/></Set></Sets>'
    )
    path = project(tmp_path / "p.qdpx", body, t=TEXT.encode())
    with empty() as store:
        report = import_file(store, path, as_is=True)
        assert {(each.quote, each.label, each.note) for each in store.annotations()} == {
            ("One", "theme", "a memo"), ("One", "theme/travel", "a memo"), ("line", "note", "look"),
        }  # fmt: skip
        assert [each.kind for each in store.relations()] == ["explains"]
        assert "The bridge" in [each.title for each in store.events()]
        assert {loss.what: loss.count for loss in report.losses} == {
            "codings of whole texts": 1, "codings whose code is not in the project": 1,
            "selections without a code or a note": 1, "sources whose text is not in the project": 1,
            "links that are not between two coded selections": 1, "pictures": 1,
        }  # fmt: skip
