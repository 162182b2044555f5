"""Articles that are cut up already: JSON Lines, one `{"text", "kind"?, "level"?}` a line.

An optional first line without `text` holds the metadata: title, byline, outlet, published, url.
"""

from __future__ import annotations

import json
from typing import Any

from annotations.articles.article import Article, Kind
from annotations.articles.formats.compose import About, article_from_units
from annotations.errors import ArticleError

_METADATA = ("title", "byline", "outlet", "published", "url")
_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {Kind.HEADING: 2, Kind.LIST_ITEM: 1}


def article_of_lines(text: str, *, source: str, about: About) -> Article:
    """One block a line, in order, empty ones kept; blank lines are skipped.

    Raises ArticleError naming the line that is not as described above.
    """
    units: list[str] = []
    kinds: list[Kind] = []
    levels: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{source}: line {number}"
        unit = _object(line, where)
        if "text" not in unit and not units:
            about = _about(unit, about)
            continue
        body, kind = unit.get("text"), unit.get("kind", Kind.PARAGRAPH.value)
        if not isinstance(body, str):
            raise ArticleError(f'{where}: "text" is missing or no string')
        if not isinstance(kind, str) or kind not in _KINDS:
            raise ArticleError(f"{where}: kind {kind!r} is none of {', '.join(_KINDS)}")
        level = unit.get("level", _LEVELS.get(_KINDS[kind], 0))
        units.append(body)
        kinds.append(_KINDS[kind])
        levels.append(level if isinstance(level, int) and 0 <= level <= 9 else 0)
    return article_from_units(units, kinds=kinds, levels=levels, source=source, about=about)


def is_segmented(text: str) -> bool:
    """Whether the first line of a text is a JSON object that this format knows."""
    first = text.lstrip().partition("\n")[0].strip()
    if not (first.startswith("{") and first.endswith("}")):
        return False
    try:
        unit = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(unit, dict) and ("text" in unit or any(key in unit for key in _METADATA))


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        unit = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "nested too deeply")
        raise ArticleError(f"{where}: not JSON: {what}") from None
    if not isinstance(unit, dict):
        raise ArticleError(f'{where}: not an object with "text"')
    return unit


def _about(unit: dict[str, Any], about: About) -> About:
    title, byline, outlet, published, url = (str(unit.get(key) or "") for key in _METADATA)
    return about._replace(title=title, byline=byline, outlet=outlet, published=published, url=url)
