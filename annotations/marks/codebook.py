"""The codebook: a tree of labels, each with a definition, a colour, a glyph and a key.

A label is named by its path: `claim`, or `theme/economy` for a child of `theme`. The colours are
those of Okabe and Ito (2008, "Color Universal Design"), which readers with any of the common
colour vision deficiencies can tell apart; the glyph says the same where there is no colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import asdict, replace

from annotations.errors import CodebookError
from annotations.marks.cleaning import clean_line, clean_path, clean_text, mended_path

PALETTE: Mapping[str, str] = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "bluish green": "#009E73",
    "reddish purple": "#CC79A7",
    "sky blue": "#56B4E9",
    "orange": "#E69F00",
    "yellow": "#F0E442",
    "grey": "#999999",
}
"""Okabe and Ito's eight colours, their black as a grey that shows on dark and on light."""

PLAIN_COLOUR = PALETTE["grey"]
PLAIN_GLYPH = "•"
_DIGITS = frozenset("123456789")
_COLOUR = r"#[0-9A-Fa-f]{6}"


class Label(Struct, frozen=True):
    """One label: what it means and how it looks.

    `colour` is `#RRGGBB`, `glyph` one character, `key` the key that sets it; each may be empty and
    is then the parent's (a key is never inherited). `uri` names the same idea in a public
    vocabulary. A retired label stays for the annotations that have it and is no longer offered.
    """

    path: str
    definition: str = ""
    use_when: str = ""
    avoid_when: str = ""
    example: str = ""
    colour: str = ""
    glyph: str = ""
    key: str = ""
    uri: str = ""
    retired: bool = False

    @property
    def name(self) -> str:
        """The last part of the path: `economy` of `theme/economy`."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The path above, empty for a root."""
        return self.path.rpartition("/")[0]


class Codebook(Struct, frozen=True, dict=True):
    """All labels, a parent always before its children; immutable.

    Every function that changes it returns a new one. `rename` and `merge` change paths that
    annotations carry: give `relabel` the same two paths to learn an annotation's new label.
    """

    labels: tuple[Label, ...] = ()

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __contains__(self, path: object) -> bool:
        return path in self._by_path

    def get(self, path: str) -> Label | None:
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> dict[str, Label]:
        return {label.path: label for label in self.labels}

    def __getitem__(self, path: str) -> Label:
        """The label at a path; `CodebookError` where there is none."""
        found = self.get(path)
        if found is None:
            raise CodebookError(f"the codebook has no label {path!r}")
        return found

    @property
    def offered(self) -> tuple[Label, ...]:
        """Those that can still be given: not retired, and under no retired label."""
        gone = [label.path for label in self.labels if label.retired]
        return tuple(
            label for label in self.labels if not any(within(label.path, path) for path in gone)
        )

    def children(self, path: str) -> tuple[Label, ...]:
        """The labels right under a path; the roots for the empty path."""
        return tuple(label for label in self.labels if label.parent == path)

    def by_key(self, key: str) -> Label | None:
        """The label that a key sets, if any; a retired one has no key."""
        return next((label for label in self.offered if key and label.key == key), None)

    @cached_property
    def by_digit(self) -> Mapping[str, Label]:
        """What each of the digits 1–9 sets: the label whose key it is, else the one at that place.

        Places are counted among the labels that are offered, in their order. A label whose own key
        is a digit is not set by a second one.
        """
        places = {
            str(place): label
            for place, label in enumerate(self.offered[:9], 1)
            if label.key not in _DIGITS
        }
        return places | {label.key: label for label in self.offered if label.key in _DIGITS}

    def digit(self, path: str) -> str:
        """The digit that sets a label; empty where none does."""
        return next((key for key, label in self.by_digit.items() if label.path == path), "")

    def colour(self, path: str) -> str:
        """`#RRGGBB` of a label or of the nearest label above it; grey where none says."""
        return self._inherited(path, "colour") or PLAIN_COLOUR

    def glyph(self, path: str) -> str:
        """One character for a label, or for the nearest label above it."""
        return self._inherited(path, "glyph") or PLAIN_GLYPH

    def _inherited(self, path: str, name: str) -> str:
        while path:
            label = self.get(path)
            if label is not None and (value := getattr(label, name)):
                return str(value)
            path = path.rpartition("/")[0]
        return ""

    def add(self, label: Label) -> Codebook:
        """With one label more, and the labels above it where they are missing.

        Raises `CodebookError` for a path that is taken, a path or colour that is not well formed,
        or a key that another label has.
        """
        self._free(label.path)
        return self._with(label)

    def change(self, label: Label) -> Codebook:
        """With the label at the same path replaced; errors as in `add`."""
        old = self[label.path]
        rest = Codebook(tuple(other for other in self.labels if other is not old))
        _check(label, rest)
        return Codebook(tuple(label if other is old else other for other in self.labels))

    def rename(self, old: str, new: str) -> Codebook:
        """With a label and all under it at another path: rename or move in the tree."""
        self[old]
        if new == old:
            return self
        if within(new, old):
            raise CodebookError(f"{old!r} cannot move into itself ({new!r})")
        self._free(new)
        kept = Codebook(tuple(label for label in self.labels if not within(label.path, old)))
        for label in self.labels:
            if within(label.path, old):
                kept = kept._with(replace(label, path=relabel(label.path, old, new)))
        return kept

    def merge(self, old: str, into: str) -> Codebook:
        """With a label folded into another, its children into that one's children.

        What the two say is kept: the other's words first, then those of the merged label.
        """
        self[old], self[into]
        if within(into, old) or within(old, into):
            raise CodebookError(f"{old!r} and {into!r} lie one under the other: move one first")
        kept = Codebook(tuple(label for label in self.labels if not within(label.path, old)))
        for label in self.labels:
            if within(label.path, old):
                path = relabel(label.path, old, into)
                there = kept.get(path)
                kept = (
                    kept._with(replace(label, path=path))
                    if there is None
                    else kept.change(_joined(there, label))
                )
        return kept

    def retire(self, path: str, *, retired: bool = True) -> Codebook:
        """With a label no longer offered (or offered again); its annotations keep it."""
        label = self[path]
        # The key goes: another label may take it while this one rests.
        return self.change(replace(label, retired=retired, key="" if retired else label.key))

    def _free(self, path: str) -> None:
        if path in self:
            raise CodebookError(f"the codebook already has a label {path!r}")

    def _with(self, label: Label) -> Codebook:
        _check(label, self)
        book = self
        if label.parent and label.parent not in self:
            book = self._with(Label(label.parent))
        # After the last of its family, so that the tuple reads as the tree, depth first.
        family = [i for i, other in enumerate(book.labels) if within(other.path, label.parent)]
        place = family[-1] + 1 if label.parent else len(book.labels)
        return Codebook((*book.labels[:place], label, *book.labels[place:]))


def within(path: str, above: str) -> bool:
    """Whether a path is another or lies under it."""
    return path == above or path.startswith(f"{above}/")


def relabel(path: str, old: str, new: str) -> str:
    """What an annotation's label becomes once `old` was renamed to or merged into `new`."""
    return new + path[len(old) :] if within(path, old) else path


def theme(name: str) -> str:
    """The path of a theme by its name: `theme/economy` for `Economy ` stays as it was written."""
    return clean_path(name if within(name, "theme") else f"theme/{name}")


def to_dict(label: Label) -> dict[str, str | bool]:
    """A label as a plain mapping, its path under `id`, without what is empty."""
    values = asdict(label)
    return {"id": values.pop("path"), **{name: value for name, value in values.items() if value}}


def from_dict(values: Mapping[str, object]) -> Label:
    """A label from a mapping as `to_dict` makes it, its texts clean; unknown names are passed over.

    Raises `CodebookError` for a missing path or a value of another type.
    """
    path = values.get("id")
    if not isinstance(path, str):
        raise CodebookError("a label in the codebook has no id, the path that names it")
    known = {*Label.__struct_fields__} - {"path", "retired"}
    texts: dict[str, str] = {}
    for name in known & values.keys():
        value = values[name]
        if not isinstance(value, str):
            raise CodebookError(f"label {path!r}: {name} is not text")
        texts[name] = clean_text(value)
    retired = values.get("retired", False)
    if not isinstance(retired, bool):
        raise CodebookError(f"label {path!r}: retired is neither true nor false")
    return Label(clean_path(path), retired=retired, **texts)


def codebook(labels: Iterable[Label]) -> Codebook:
    """A codebook of labels in any order; errors as in `Codebook.add`."""
    book = Codebook()
    # Parents first, so that none is made empty and then met again.
    for label in sorted(labels, key=lambda label: label.path.count("/")):
        book = book.add(label)
    return book


def kept_codebook(documents: Iterable[Mapping[str, object]]) -> Codebook:
    """The codebook of label documents that a store holds; never refuses any of them.

    A document may be odd where it was edited by hand or written by another program: its path is
    made well formed, a value that cannot be used is left out, and so is a second label at one path.
    """
    book = Codebook()
    for label in sorted(map(_kept, documents), key=lambda label: label.path.count("/")):
        if label.path not in book:
            taken = book.by_key(label.key) is not None
            book = book._with(replace(label, key="") if taken else label)
    return book


def _kept(values: Mapping[str, object]) -> Label:
    names = ("definition", "use_when", "avoid_when", "example", "colour", "glyph", "key", "uri")
    texts = {
        name: clean_text(value) for name in names if isinstance(value := values.get(name), str)
    }
    label = Label(
        mended_path(str(values.get("id", ""))), retired=values.get("retired") is True, **texts
    )
    return replace(
        label,
        colour=label.colour if re.fullmatch(_COLOUR, label.colour) else "",
        glyph=label.glyph if _is_glyph(label.glyph) else "",
    )


def _is_glyph(text: str) -> bool:
    """Whether a text is one character that can be seen, or nothing."""
    return len(text) <= 1 and clean_line(text) == text


def _joined(kept: Label, merged: Label) -> Label:
    def both(one: str, other: str) -> str:
        return "\n".join(dict.fromkeys(text for text in (one, other) if text))

    return replace(
        kept,
        definition=both(kept.definition, merged.definition),
        use_when=both(kept.use_when, merged.use_when),
        avoid_when=both(kept.avoid_when, merged.avoid_when),
        example=both(kept.example, merged.example),
    )


def _check(label: Label, others: Codebook) -> None:
    if clean_path(label.path) != label.path:
        raise CodebookError(f"{label.path!r} is not well formed, {clean_path(label.path)!r} is")
    if label.colour and not re.fullmatch(_COLOUR, label.colour):
        raise CodebookError(f"label {label.path!r}: {label.colour!r} is no colour like #0072B2")
    if not _is_glyph(label.glyph):
        raise CodebookError(f"label {label.path!r}: a glyph is one visible character")
    if label.key and (taken := others.by_key(label.key)) is not None:
        raise CodebookError(f"key {label.key!r} already sets {taken.path!r}")


BUILT_IN = codebook(
    (
        Label(
            "claim",
            "A statement that something is so, which can be true or false.",
            "The article, or somebody in it, says that something happened, is, or will be.",
            "Wishes, questions, and opinions that nothing could prove wrong.",
            "The bridge was closed at noon.",
            PALETTE["blue"],
            "C",
            "c",
        ),
        Label(
            "source",
            "Whom or what the article names as where a claim comes from.",
            "A person, office, document or medium is given as the origin of what is said.",
            "Someone who is only spoken about and says nothing.",
            "a spokeswoman for the port",
            PALETTE["vermillion"],
            "S",
            "s",
        ),
        Label(
            "theme",
            "What a passage is about; each theme is a child with a name of its own.",
            "The passage adds to a subject that you follow across articles.",
            "A passing mention that the article does not come back to.",
            "theme/shipping",
            PALETTE["reddish purple"],
            "T",
            "t",
        ),
        Label(
            "cue",
            "The words that tie a source to what it says.",
            "A verb or phrase of saying stands beside a source.",
            "Attribution that only the context gives, with no word for it.",
            "according to",
            PALETTE["sky blue"],
            "Q",
            "e",
        ),
    )
)
"""The labels every store begins with."""
