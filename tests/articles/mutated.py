"""Real files of every format that articles come in, and damage done to them at random.

The seed alone decides what comes out. `tests/benchmarks/fuzzing/fuzz_readers.py` runs the same for hours.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

from tests.articles.formats.test_epub import epub
from tests.articles.formats.test_markdown import NOTE
from tests.articles.formats.test_odt import odt
from tests.articles.formats.test_rtf import RTF
from tests.articles.test_read import PROSE, docx

PAGES = Path(__file__).parent / "formats" / "pages"
_SPLICES = (b"\x00", b"\xff", b"<", b">", b"&#0;", b"&#xD800;", b"]]>", b"<!--", b"-->", b"<table>",
            b"</td>", b"<![CDATA[", b"|", b"\n", b"\r", b"```", b"---\n", b"> ", b"- ", b"{", b'"',
            b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 5000, b"PK\x01\x02", b"=?", b"%PDF-")  # fmt: skip


def files() -> dict[str, bytes]:
    """One whole file of each format, by a name with the format's ending."""
    page = (PAGES / sorted(path.name for path in PAGES.glob("*.html"))[0]).read_bytes()
    lines = [{"title": "Bridge shut"}, {"text": PROSE, "kind": "heading", "level": 1}, {"text": ""}]
    mhtml = (
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n"
        b"--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://x.example/b"
        b"\r\n\r\n" + page + b"\r\n--xx--\r\n"
    )
    return {
        "a.txt": f"Bridge Shut\n\n{PROSE}\n- one\n- two\n\na | b\n---|---\n1 | 2\n".encode(),
        "a.md": NOTE.encode(),
        "a.html": page,
        "a.mhtml": mhtml,
        "a.docx": docx(),
        "a.odt": odt(),
        "a.rtf": RTF,
        "a.epub": epub(),
        "a.jsonl": "\n".join(map(json.dumps, lines)).encode(),
        "a.pdf": b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF",
    }


def mutated(data: bytes, seed: int) -> bytes:
    """The file with one to eight random damages; a zip archive mostly inside its members."""
    dice = random.Random(seed)
    if data.startswith(b"PK") and dice.random() < 0.7:
        return _inside(data, dice)
    return _damaged(data, dice)


def _inside(data: bytes, dice: random.Random) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, _damaged(body, dice) if dice.random() < 0.6 else body)
    return packed.getvalue()


def _damaged(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(out) + 1)
        end = min(len(out), at + dice.choice((1, 1, 4, 40, 400)))
        match dice.randrange(6):
            case 0:
                out[at:end] = dice.randbytes(end - at)
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = dice.choice(_SPLICES)
            case 3:
                out[at:at] = out[at:end] * dice.choice((1, 2, 30))
            case 4 if at < len(out):
                out[at] ^= 1 << dice.randrange(8)
            case _ if dice.random() < 0.2:
                del out[at:]
    return bytes(out)
