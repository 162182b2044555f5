"""Cut text into the pieces of words that a BERT model knows by number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
"""What a piece begins with that does not begin a word."""

LONGEST = 100
"""Letters of a word beyond which it is not looked up in pieces."""

_ALONE = re.compile(
    # What is a word for itself: ASCII signs, and ideographs as in the authors' program.
    "([!-/:-@\\[-`{-~]|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f])"
)


class WordPieces:
    """Cuts as BERT's lower-casing tokenizer does (Devlin et al. 2019; WordPiece, Wu et al. 2016)."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """`pieces` come in the order of their numbers."""
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of a text's pieces, the marks of its begin and end included, at most so many."""
        found = [self._numbers[BEGIN]]
        for word in _words(text):
            if len(found) >= most - 1:
                break
            found += self._of(word)
        return [*found[: most - 1], self._numbers[END]]

    def _of(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(word) or (self._numbers[UNKNOWN],)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest piece first, then the longest of the rest; none where a rest has no piece."""
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST:
            inside = INSIDE if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if inside + word[start:end] in self._numbers), None)
            if end is None:
                return ()
            found.append(self._numbers[inside + word[start:end]])
            start = end
        return tuple(found)


def _words(text: str) -> list[str]:
    """Words and signs in small letters, without accents."""
    parts = unicodedata.normalize("NFD", text)
    if not parts.isascii():
        parts = "".join(map(_plain, parts))
    parts = "".join(each if each.isprintable() or each.isspace() else "" for each in parts)
    return _ALONE.sub(r" \1 ", parts.lower()).split()


def _plain(character: str) -> str:
    """A character without what BERT does not see; a sign of punctuation stands alone."""
    kind = unicodedata.category(character)
    if kind == "Mn" or character == "\ufffd" or (kind[0] == "C" and not character.isspace()):
        return ""
    if kind[0] == "P" or kind == "Zs":
        return f" {character} "
    return character
