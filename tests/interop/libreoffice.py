"""Open a workbook and a Word document in LibreOffice, and compare what it holds with the store.

    python -m tests.interop.libreoffice

Wants `soffice` on the path, and the extra `office` here. What LibreOffice holds is read from what it converts to.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from pathlib import Path

from msgspec.structs import replace

from annotations.exchange import export
from annotations.store import Command
from annotations.store.commands import annotation_edit
from tests.exchange.stores import SAMPLE, stored
from tests.interop.environment import told

ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
FORMULA = "=1+1"


def converted(folder: str, name: str, to: str) -> list[Path]:
    """The files that LibreOffice makes of one."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to,
         "--outdir", f"{folder}/out", f"{folder}/{name}"],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return sorted(Path(folder, "out").glob(f"{Path(name).stem}*"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stored(SAMPLE) as store:
        mark = store.annotations()[0]
        store.do(Command("x", (annotation_edit(mark, replace(mark, note=FORMULA)),)))
        export(store, format="xlsx", out=Path(folder, "book.xlsx"))
        export(store, format="docx", out=Path(folder, "report.docx"))
        sheets = {
            each.stem.partition("-")[2]: each for each in converted(folder, "book.xlsx", ALL_SHEETS)
        }
        with sheets["quotations"].open(encoding="utf-8", newline="") as file:
            rows = {row["annotation_id"]: row for row in csv.DictReader(file)}
        (text,) = converted(folder, "report.docx", "txt:Text (encoded):UTF8")
        words = text.read_text("utf-8")
        version = subprocess.run(
            ["soffice", "--version"], capture_output=True, text=True
        ).stdout.split()[1]
        marks = store.annotations()
        told("LibreOffice", version, {
            "all sheets are there": set(sheets) == {"claims", "quotations", "relations", "codebook", "events", "agreement"},
            "every quotation is there word for word": all(rows[m.id]["quote"] == m.quote for m in marks),
            "positions are numbers": all(rows[m.id]["start"] == str(m.start) for m in marks),
            "what looks like a formula is text": rows[mark.id]["note"].lstrip("'") == FORMULA,
            "the document has its parts": all(each in words for each in ("Reports", "Contradictions", "Who says what")),
            "the document has every quotation": all(
                " ".join(m.quote.split()) in " ".join(words.split()) for m in marks if m.root == "claim"
            ),
        })  # fmt: skip


if __name__ == "__main__":
    main()
