"""Whatever characters a store holds, every format is written, and none acts on a terminal."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotations.articles.text.json_text import _LEADS, json_bytes
from annotations.articles.text.visible import HOSTILE
from annotations.exchange import FORMATS, export
from annotations.exchange.xml_text import attribute, body
from annotations.store import Store
from tests.exchange.stores import OUT, WITH_EXTRAS, Plan, fill

ACTS = "\x00\x07\x1b[31m\x7f\x9b5m\u202eevil\u2066\u2028\u200b\U000e0041\ufffe"
"""Characters that act on a terminal or on the eye, of every kind."""

PRINTED = [name for name in FORMATS if FORMATS[name].write is not None and not FORMATS[name].binary]
"""Formats that are one file, and so may be printed."""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Store]:
    """A store with such characters in texts, labels, notes, names, attributes and the codebook."""
    text = f"Title {ACTS} one\n\nAna said {ACTS} no."
    plan = Plan((text, f"Other {ACTS} title\n\nBob"), ((0, 0, 5, "claim", "ada", ""),))
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        fill(store, plan)
        # Past all checks, as an older version or another program may have written it.
        rows = store.tinydb
        said = {
            "label": f"theme/{ACTS}", "note": ACTS, "annotator": ACTS, "attributes": {ACTS: ACTS},
        }  # fmt: skip
        rows.table("annotations").update(said)
        rows.table("articles").update({"title": ACTS, "outlet": ACTS, "url": ACTS, "byline": ACTS})
        rows.table("pairs").update({"title": ACTS})
        rows.table("labels").insert({"id": f"odd {ACTS}", "definition": ACTS, "glyph": "\x9b"})
        rows.table("labels").insert({"id": f"odd {ACTS}\x1b", "colour": "red", "key": ACTS})
        yield store


@pytest.mark.parametrize("format", [*OUT, *WITH_EXTRAS])
def test_every_format_can_be_written(hostile: Store, format: str, tmp_path: Path) -> None:
    if format in WITH_EXTRAS:
        modules = {"xlsx": "xlsxwriter", "parquet": "pyarrow", "hf": "pyarrow", "cas-xmi": "cassis"}
        pytest.importorskip(modules.get(format, format))
    out = tmp_path / "out"
    assert export(hostile, format=format, out=out).format == format
    for file in [out] if out.is_file() else [each for each in out.rglob("*") if each.is_file()]:
        assert file.stat().st_size or file.suffix == ".ann"


@pytest.mark.parametrize("format", [name for name in PRINTED if name != "refi-qda"])
def test_what_may_be_printed_acts_on_no_terminal(hostile: Store, format: str) -> None:
    out = io.BytesIO()
    export(hostile, format=format, out=out)
    text = out.getvalue().decode()
    assert [f"{ord(char):x}" for char in HOSTILE.findall(text)] == []


@pytest.mark.parametrize("format", ["jsonl", "w3c", "doccano", "prodigy"])
def test_json_keeps_what_it_escapes(hostile: Store, format: str) -> None:
    out = io.BytesIO()
    export(hostile, format=format, out=out)
    data = out.getvalue()
    values = [json.loads(data)] if format == "w3c" else list(map(json.loads, data.splitlines()))
    text = hostile.article(hostile.articles()[0]).text
    assert text in strings(values) and ACTS in text


def test_toml_and_xml_keep_what_they_can_hold(hostile: Store) -> None:
    mixed = "\u200e(\u05d0)\u200f \U0001f468\u200d\U0001f469"  # marks of direction, and a joiner
    hostile.tinydb.table("labels").insert({"id": "mixed", "definition": mixed})
    toml, xml = io.BytesIO(), io.BytesIO()
    export(hostile, format="codebook", out=toml)
    export(hostile, format="qdc", out=xml)
    assert mixed in strings(tomllib.loads(toml.getvalue().decode()))
    assert mixed in etree.fromstring(xml.getvalue()).itertext()
    held = "\t\n\r\x7f\x9b5m\u202e\u2066\u2028\u200b\U000e0041<&>\"'"
    read = etree.fromstring(f"<a b={attribute(held)}>{body(held)}</a>")
    assert (read.get("b"), read.text) == (held, held)
    assert body("\x1b\ufffe\ud800") == "\u241b\ufffd\ufffd"


def test_an_archive_is_not_printed_on_a_terminal(
    hostile: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.errors import ExchangeError

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(buffer))
    with pytest.raises(ExchangeError, match="-o"):
        export(hostile, format="refi-qda")
    assert buffer.getvalue() == b""
    export(hostile, format="jsonl")
    assert buffer.getvalue()


def strings(value: object) -> list[str]:
    """All texts in a JSON value, names too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for each in item for text in strings(each)]
    return [text for each in value for text in strings(each)] if isinstance(value, list) else []


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8")) | st.integers(-(2**63), 2**64 - 1) | st.booleans()
    | st.text(st.sampled_from("\x7f\x80\x9f\xad\u061c\u200e\u2028\u2069\ufeff\ufff9\U000e0001é ")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, derandomize=True, deadline=None)
@given(VALUES, st.booleans(), st.booleans())
def test_json_parses_to_the_value_and_holds_nothing_that_acts(
    value: object, line: bool, indent: bool
) -> None:
    data = json_bytes(value, line=line, indent=indent)
    assert json.loads(data) == value
    assert HOSTILE.search(data.decode()) is None
    assert data.endswith(b"\n") is line


def test_json_takes_what_orjson_refuses() -> None:
    value = {"name": "bad\udcff.txt", "n": 10**30}
    assert json.loads(json_bytes(value)) == value
    with pytest.raises(TypeError):
        json_bytes(object())


def test_every_invisible_character_is_escaped() -> None:
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    for char in HOSTILE.findall(every):
        if char.isprintable():
            assert char.encode()[:1] in _LEADS, f"{ord(char):x}"
        assert HOSTILE.search(json_bytes(f"é{char}").decode()) is None
