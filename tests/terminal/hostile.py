"""Content that would act on a terminal, in every place that content has, and what a terminal may get."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tinydb import where
from tinydb.queries import QueryLike

from annotations.articles import Span, read_article
from annotations.store import Store
from annotations.store.commands import add_label, relate, tag
from tests.events.finding.test_find_events import FIRES

ACTS = (
    "\x1b]0;OWNED\x1b\\\x1b[8;5;5t\x1b[31;5m\x1b[7;777H\x1b[?1049l\x1b[201~\x1bc\x9b5m\x9d0;OWNED\x9c"
    "\x07\x08\x00\x7f\u202e\u2066\u2069"
)
"""A title, a size, a colour, a place, the other screen, the end of a paste, a reset; C1; bidi."""
MARKUP = "[b]mærk[/b][@click=quit]x[/][/y]"
HOSTILE = f"{MARKUP} {ACTS}"

ALLOWED = re.compile(
    r"\x1b\[[0-9;]*m|"  # colours
    r"\x1b\[[0-9;]*H|"  # the cursor's place
    r"\x1b\[\?(?:1049|1000|1003|1015|1006|1016|2004|2048|2026|25|1004|7)[hl]|"
    r"\x1b\[\?(?:2026|2048)\$p|"  # is this mode known?
    r"\x1b\[[<>][0-9]*u|"  # keys as kitty sends them
    r"\x1b\]22;[a-z-]*\x07|"  # the pointer's shape
    r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07|"  # to the clipboard
    r"\x07"
)
"""The control sequences that the reader itself sends."""

OWN_SIGNS = ("\x1b[31;5m", "\x1b[7;777H", "OWNED\x07", "\x1b]0")
"""Of `ACTS`, what `ALLOWED` might let pass."""


def strange(sent: bytes, allowed: re.Pattern[str] = ALLOWED) -> list[str]:
    """Where what was sent holds a character that is neither text nor part of what is allowed."""
    text = sent.decode("utf-8")  # what is not UTF-8 acts too
    found = [sign for sign in OWN_SIGNS if sign in text]
    rest = allowed.sub(lambda match: " ", text)
    for match in re.finditer(
        r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", rest
    ):
        found.append(rest[max(0, match.start() - 30) : match.end() + 20])
    return found


def hostile_archive(path: Path) -> None:
    """Reports of two events, all that they say of themselves hostile, and a line that is none."""
    rows = [
        {
            "title": HOSTILE,
            "outlet": HOSTILE,
            "published": HOSTILE,
            "text": f"{text}\n\n{HOSTILE}\n\nMore soon.",
        }
        for texts in FIRES.values()
        for text in texts
    ]
    lines = [*map(json.dumps, rows), f"no JSON {MARKUP}"]
    path.write_text("\n".join(lines), encoding="utf-8")


def hostile_article(path: Path, word: str) -> Path:
    """An article whose name, title and paragraphs are hostile."""
    paragraphs = [
        f"{HOSTILE} The {word} number {n} left harbour {n} at noon, said the {HOSTILE} master of pier {n}."
        for n in range(4)
    ]
    path.write_text(
        "\n\n".join([f"{HOSTILE} A {word} left", *paragraphs, f"Leave a Comment {HOSTILE}"]),
        encoding="utf-8",
    )
    return path


def hostile_store(folder: Path) -> Path:
    """A store that somebody edited by hand: no field of it is clean."""
    path = folder / "annotations.json"
    files = [hostile_article(folder / f"{ACTS.replace(chr(0), '').replace('/', '')}{side}.txt", word)
             for side, word in (("a", "ferry"), ("b", "barge"))]  # fmt: skip
    left, right = map(read_article, files)
    with Store.open(path, annotator="ada") as store:
        pair = store.add_pair(left, right)
        for identity, article in ((pair.left, left), (pair.right, right)):
            for block in article.blocks[1:]:
                span = Span(block.start, min(block.end, block.start + len(ACTS) + 60))
                store.do(tag(identity, article, span, "claim", "ada", pair=pair.id))
                store.do(tag(identity, article, block.span, "theme/x", "bob", pair=pair.id))
        ours = [item for item in store.annotations(pair=pair.id) if item.label == "claim"]
        store.do(relate("contradicts", ours[0], ours[-1], "ada", pair=pair.id))
        tables = store.tinydb.table
        said = {"note": HOSTILE, "attributes": {HOSTILE: HOSTILE}, "annotator": f"eve{HOSTILE}"}
        for item in store.annotations(pair=pair.id):
            label = f"{item.label}/{HOSTILE.replace('/', '')}" if item.label != "claim" else "claim"
            tables("annotations").update({**said, "label": label}, _is(item.id))
        tables("relations").update({"note": HOSTILE, "annotator": HOSTILE})
        about = dict.fromkeys(("title", "byline", "outlet", "published", "url"), HOSTILE)
        tables("articles").update({**about, "source": f"/tmp/{ACTS}/{MARKUP}"})
        meaning = dict.fromkeys(("definition", "use_when", "avoid_when", "example", "uri"), HOSTILE)
        for name in ("claim", "theme/x"):
            store.do(add_label({"id": name, "path": name}))
        tables("labels").update(meaning)
    return path


def _is(identity: str) -> QueryLike:
    return where("id") == identity


def _toml(text: str) -> str:
    return '"' + "".join(f"\\u{ord(char):04x}" for char in text) + '"'


CONFIG = f"""
theme = {_toml(HOSTILE)}
{_toml(HOSTILE)} = 1
[keys]
"read.down" = {_toml(HOSTILE)}
{_toml(HOSTILE)} = "j"
[diff]
patterns = [{_toml(HOSTILE + "(")}]
"""
