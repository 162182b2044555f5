"""Look an HTML report over in headless Chromium: with axe, light and dark, 1200 and 360 px wide, and printed.

    python -m tests.interop.pages [ENVIRONMENT]

Installs axe with npm in a folder of its own, which ENVIRONMENT may be already. Wants `node` and a Chromium. What is printed is
read from a PDF of a report on more outlets than fit beside each other.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from annotations.articles import Span, article_from_text
from annotations.exchange import export
from annotations.marks import suggestion
from annotations.store import Command
from annotations.store.commands import annotate, annotation_edit
from tests.exchange.stores import SAMPLE, empty, stored
from tests.interop.environment import chromium, npm_environment, npm_version, run_module, told

CLAIM = "The intergovernmental representatives of {} misunderstood administrative responsibilities."
"""With words as long as a column is narrow."""


def printed(folder: Path) -> list[int]:
    """How often each outlet's claim stands in a PDF of a report: in the list of claims, and in its article."""
    import pypdfium2

    with empty() as store:
        texts = [f"Report {at}\n\n{CLAIM.format(at)} Nobody was hurt." for at in range(8)]
        articles = [
            replace(article_from_text(text), outlet=f"Outlet {at}") for at, text in enumerate(texts)
        ]
        event = store.add_event(articles, "Ferries")
        for left, right in pairwise(articles):
            store.add_pair(left, right)
        for key, article in zip(event.articles, articles, strict=True):
            start = article.text.index(CLAIM[:3])
            mark = annotate(
                key, article, Span(start, article.text.index(" Nobody")), "claim", "ada"
            )
            store.do(Command("x", (annotation_edit(None, mark),)))
        export(store, format="html", out=folder / "wide.html")
    subprocess.run(
        [chromium(), "--headless=new", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={folder}/wide.pdf",
         (folder / "wide.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = pypdfium2.PdfDocument(folder / "wide.pdf")
    inside = "".join(page.get_textpage().get_text_bounded() for page in pages)
    text = "".join(inside.replace("\ufffe", "").split())
    return [text.count(CLAIM.format(at).replace(" ", "")) for at in range(8)]


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as made, stored(SAMPLE) as store:
        folder = npm_environment(given or f"{made}/npm", "axe-core", "puppeteer-core")
        mark = next(each for each in store.annotations() if each.label == "cue")
        store.do(Command("x", (annotation_edit(mark, suggestion(mark, "model 7")),)))
        export(store, format="html", out=Path(made, "one.html"))
        export(store, format="html", out=Path(made, "suggested.html"), suggestions=True)
        export(store, format="html", out=Path(made, "folder"))
        pages = sorted(map(str, Path(made).rglob("*.html")))
        done = run_module(
            folder,
            "page_checks.mjs",
            chromium(),
            *(each for each in pages if "node_modules" not in each),
        )
        print(done.stdout, done.stderr)
        told("axe", npm_version(folder, "axe-core"), {
            "no finding, and no page is wider than its window": done.returncode == 0,
            "of eight outlets, none is cut in print": min(printed(Path(made))) >= 2,
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
