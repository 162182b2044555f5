"""Find what a model quotes in the article it read: models mend spaces and quotation marks."""

from __future__ import annotations

import re

from annotations.articles.article import Span

_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`", "'") | dict.fromkeys("–—−", "-")
)
_SPACES = re.compile(r"\s+")


class Quotes:
    """The text of an article, in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded, self._places = _folded(text)

    def find(self, quote: str, near: int = 0) -> Span | None:
        """The place of a quote, the one nearest to an offset; None where the text has it not.

        Verbatim at best, else with other spaces, quotation marks and dashes. Outer space and full
        stops that the text has not are left out.
        """
        wanted = quote.strip()
        for form in (wanted, wanted.strip(".…"), wanted.strip(".…\"'“”‘’ ")):
            if not form:
                continue
            starts = [match.start() for match in re.finditer(re.escape(form), self.text)]
            if starts:
                start = min(starts, key=lambda at: abs(at - near))
                return Span(start, start + len(form))
            folded = _SPACES.sub(" ", form.translate(_MARKS)).strip()
            found = [match.start() for match in re.finditer(re.escape(folded), self._folded)]
            if found and folded:
                spans = [
                    Span(self._places[at], self._places[at + len(folded) - 1] + 1) for at in found
                ]
                return min(spans, key=lambda span: abs(span.start - near))
        return None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with plain marks and single spaces, and where each of its characters stood."""
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_MARKS)):
        if char.isspace():
            if kept and kept[-1] == " ":
                continue
            char = " "
        kept.append(char)
        places.append(at)
    return "".join(kept), places
