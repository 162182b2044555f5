"""Suggestions that were made elsewhere, as JSON lines: each names its article by an id.

A line is {"id"} with what `answers` documents. The lines stand in any order, and an article may have several. What is
broken, or for no article that is asked about, is left out, and told with the line that it stands in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, TypeAlias

from annotations.articles.article import Article
from annotations.suggestions.models.answers import Answer, checked

Skip: TypeAlias = Callable[[str, str], None]
"""Is told what is left out: of which kind, in words that read on after a number, and where it stands."""

_BOM = b"\xef\xbb\xbf"


class AnswerLines:
    """The lines of a file, found by the id of their article; only where they stand is held in memory."""

    def __init__(self, file: BinaryIO, name: str, model: str, skip: Skip) -> None:
        """Read through a file that can be read twice; `name` is for places, `model` for reasons."""
        import orjson

        self._file = file
        self._name = name
        self._model = model
        self._skip = skip
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._asked: set[str] = set()
        self.usable = 0
        file.seek(0)
        offset = 0
        for number, line in enumerate(file, 1):
            start, offset = offset, offset + len(line)
            if number == 1 and line.startswith(_BOM):
                start, line = start + len(_BOM), line.removeprefix(_BOM)
            if not line.strip():
                continue
            try:
                answer = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                skip("lines of broken JSON", f"{self._at(number)}: {error.msg}")
                continue
            if not isinstance(answer, dict) or "id" not in answer:
                skip('lines without an "id"', self._at(number))
                continue
            self.usable += 1
            self._places.setdefault(_key(answer["id"]), []).append((number, start))

    def has(self, identity: Any) -> bool:
        """Whether there is a line for an id."""
        return _key(identity) in self._places

    def answer(self, identity: Any, article: Article) -> Answer:
        """What all lines of an id propose for its article, as far as the article says it."""
        import orjson

        key = _key(identity)
        self._asked.add(key)
        found = Answer()
        for number, start in self._places.get(key, ()):
            self._file.seek(start)
            answer = orjson.loads(self._file.readline())

            def tell(what: str, which: str, at: str = self._at(number)) -> None:
                self._skip(what, f"{at}: {which}")

            found += checked(article, answer, self._model, tell)
        return found

    def tell_unasked(self) -> None:
        """Tell of the lines for which no article came."""
        for key, places in self._places.items():
            if key not in self._asked:
                for number, _ in places:
                    self._skip("lines whose id no article has", f"{self._at(number)}: {key}")

    def _at(self, number: int) -> str:
        return f"{self._name}, line {number}"


def _key(identity: Any) -> str:
    """An id as JSON, whatever it is: 1 and "1" are two."""
    import orjson

    # As text, not least because the bytes that orjson gives hold on to the 4 kB they were written in.
    return orjson.dumps(identity, option=orjson.OPT_SORT_KEYS).decode()
