"""XML from outside: nothing in it expands, reaches out or nests without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.files.xml_tree import XmlError, parse_xml

ENTITY = b'<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&a9;</a>"
)


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not XML"),
        (ENTITY, "document type|not XML"),
        (LAUGHS, "document type|not XML"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x"><a/>', "document type"),
        (b"<a>" * 230 + b"</a>" * 230, "deeper"),
        (b"<a>" * 100_000, "deeper|not XML"),
    ],
    ids=["empty", "entity", "laughs", "outside", "deep", "bottomless"],
)
def test_what_could_expand_reach_out_or_nest_is_refused(
    data: bytes, words: str, recover: bool
) -> None:
    with pytest.raises(XmlError, match=words) as caught:
        parse_xml(data, recover=recover)
    assert "\n" not in str(caught.value)


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{tmp_path / "secret"}">]><a>&x;</a>'.encode()
    with pytest.raises(XmlError):
        parse_xml(data, recover=True)


def test_a_sound_document_is_read_and_a_damaged_one_as_far_as_asked() -> None:
    assert parse_xml(b"<a><!-- no --><b>x</b></a>").findtext("b") == "x"
    assert parse_xml(b"<a><b>x</b><c", recover=True).findtext("b") == "x"
    with pytest.raises(XmlError, match="not XML"):
        parse_xml(b"<a><b>x</b><c")
