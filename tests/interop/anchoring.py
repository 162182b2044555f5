"""Anchor a W3C export by Apache Annotator and by Recogito in headless Chromium, and compare with the quotes.

    python -m tests.interop.anchoring [ENVIRONMENT]

Installs both with npm in a folder of their own, which ENVIRONMENT may be already. Wants `node` and a Chromium.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from annotations.exchange import export
from tests.exchange.stores import LEFT, RIGHT, Plan, stored
from tests.interop.environment import chromium, npm_environment, npm_version, run_module, told

PACKAGES = (
    "@apache-annotator/dom", "@recogito/text-annotator", "@apache-annotator/selector", "esbuild", "puppeteer-core",
)  # fmt: skip
WIDE = "👍👍 " + LEFT
AFTER = WIDE.index("Families")
PLAN = Plan(
    (WIDE, RIGHT),
    (
        (0, 26, 97, "claim", "ada", ""),
        (0, AFTER, AFTER + 8, "source", "ada", ""),
        (0, 3, 6, "cue", "ada", ""),
        (1, 20, 57, "claim", "ada", ""),
        (1, RIGHT.index("金曜日"), RIGHT.index("金曜日") + 3, "theme/time", "ada", ""),
    ),
)
"""Emoji before most annotations, of which each is two units of UTF-16."""


def anchored(folder: Path, work: Path, *, utf16: bool) -> list[dict[str, Any]]:
    """What each client selects for each annotation."""
    with stored(PLAN) as store:
        path = work / f"annotations-{utf16}.json"
        export(store, format="w3c", out=path, utf16=utf16)
        texts = {key: store.article(key).text for key in store.articles()}
    (work / "articles.json").write_text(json.dumps(texts))
    done = run_module(folder, "anchoring.mjs", chromium(), str(work / "articles.json"), str(path))
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return list(json.loads(done.stdout))


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = npm_environment(given or f"{made}/npm", *PACKAGES)
        points = anchored(folder, Path(made), utf16=False)
        units = anchored(folder, Path(made), utf16=True)
        versions = [npm_version(folder, each) for each in PACKAGES[:2]]

    def right(found: list[dict[str, Any]], name: str) -> bool:
        return len(found) == len(PLAN.marks) and all(e[name] == e["exact"] for e in found)

    told(
        f"Apache Annotator {versions[0]}, Recogito", versions[1],
        {
            "Apache Annotator finds every quote": right(points, "apacheQuote"),
            "Apache Annotator finds every position": right(points, "apachePosition"),
            "Recogito finds every annotation with --offsets utf-16": right(units, "recogito"),
            "and it needs them": not right(points, "recogito"),
        },
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
