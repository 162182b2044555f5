"""Look an HTML report over with axe in headless Chromium: light and dark, 1200 and 360 px wide.

    python -m tests.interop.pages [ENVIRONMENT]

Installs axe with npm in a folder of its own, which ENVIRONMENT may be already. Wants `node` and a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from annotations.exchange import export
from annotations.marks import suggestion
from annotations.store import Command
from annotations.store.commands import annotation_edit
from tests.exchange.stores import SAMPLE, stored
from tests.interop.environment import chromium, npm_environment, npm_version, run_module, told


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
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
