"""The documents for contributors name files, modules and pages that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOPS = ("annotations", "tui", "tests", "docs", "screenshots", ".ci", ".github")
PAGES = sorted(
    [
        *ROOT.glob("docs/**/*.md"),
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    ]
)

_TOP = "|".join(map(re.escape, TOPS))
_PATH = re.compile(rf"(?<![\w/.-])(?:{_TOP})/[\w./*-]*[\w/*]")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_PLACEHOLDER = re.compile(r"\b[A-Z][A-Z_]+\b")
"""NAME in a path stands for what a contributor chooses."""


def named(text: str) -> Iterator[str]:
    """Paths from the project's folder that a text names, as patterns; modules among them."""
    for path in _PATH.findall(text):
        yield _PLACEHOLDER.sub("*", path)
    for module in re.findall(r"python -m ([\w.]+)", text):
        if module.startswith(TOPS):
            path = module.replace(".", "/")
            yield f"{path}/__main__.py" if (ROOT / path).is_dir() else f"{path}.py"


def is_there(pattern: str, folder: Path) -> bool:
    return (folder / pattern).exists() or ("*" in pattern and any(folder.glob(pattern)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    missing = [path for path in named(page.read_text("utf-8")) if not is_there(path, ROOT)]
    assert not missing, f"{page.relative_to(ROOT)} names {missing}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text("utf-8"))
    missing = [link for link in links if not is_there(link, page.parent)]
    assert not missing, f"{page.relative_to(ROOT)} links to {missing}"


def test_a_file_that_is_not_there_would_be_seen() -> None:
    text = (
        "see `tui/nowhere.py`, tui/features/NAME.py, `python -m tests.benchmarks.nothing`, (docs/)."
    )
    assert [path for path in named(text) if not is_there(path, ROOT)] == [
        "tui/nowhere.py",
        "tests/benchmarks/nothing.py",
    ]
