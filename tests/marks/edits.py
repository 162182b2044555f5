"""Articles made up from a vocabulary, edited in ways whose outcome is known to the letter.

A text under edit is a list of (character, origin): the offset in the old text that a character
comes from, or stands in for; -1 for what is new, below that for a copy (see `copied`). So the true
new place of any span can be read off, whatever was done to the text and in whatever order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from annotations.articles import Span
from annotations.marks import Annotation, quote_and_context

Text = list[tuple[str, int]]
Edit = Callable[[Text, random.Random], Text]

_SUBJECTS = [
    "the harbour council",
    "a spokeswoman for the port",
    "Mayor Ilse Brandt",
    "the dockers' union",
    "the ferry line",
    "two witnesses",
    "the coast guard",
    "an internal report",
    "the insurer",
    "the night watch",
    "residents of the quay",
    "the transport ministry",
    "Inspector Okafor",
    "the salvage firm",
    "a former captain",
    "the weather service",
]
_VERBS = [
    "said",
    "denied",
    "confirmed",
    "rejected",
    "announced",
    "warned",
    "claimed",
    "reported",
    "estimated",
    "suggested",
    "insisted",
    "recalled",
    "admitted",
    "repeated",
    "argued",
]
_MATTERS = [
    "the crane had been inspected in March",
    "no alarm was raised before the fire",
    "the repairs would cost {n} million",
    "{n} containers were lost at sea",
    "the gate stayed open for {n} minutes",
    "traffic would resume on Friday",
    "the contract was signed without a vote",
    "the pilot had asked for a second tug",
    "wages had fallen by {n} per cent",
    "the lights on the north pier failed",
    "{n} people were taken to hospital",
    "the water rose by {n} centimetres",
    "a second ship was on its way",
    "the log had been changed afterwards",
    "the bridge can carry {n} tonnes",
    "the warning came too late",
    "the old terminal should close",
    "nobody had checked the chains",
]
_TAILS = [
    "",
    ", according to the minutes",
    ", although others disagree",
    ", citing figures from last year",
    ", and called for an inquiry",
    ", while the cause remains unclear",
    "; a decision is due in June",
    ", which the owners dispute",
    ", speaking after the meeting",
]
_WORDS = [
    "anchor",
    "basin",
    "cargo",
    "deck",
    "engine",
    "freight",
    "gangway",
    "hull",
    "inlet",
    "jetty",
    "keel",
    "ledger",
    "mooring",
    "notice",
    "officer",
    "pontoon",
    "quarter",
    "rudder",
    "stern",
    "timber",
    "upper",
    "vessel",
    "wharf",
    "yard",
    "zone",
    "early",
    "grave",
    "minor",
    "broad",
    "quiet",
    "heavy",
    "public",
    "narrow",
    "recent",
    "costly",
    "daily",
    "final",
    "joint",
]


def article(rng: random.Random, paragraphs: int = 25) -> str:
    """A made-up report: sentences of a few moulds, so that many are much alike."""
    blocks = []
    for _ in range(paragraphs):
        kind = rng.random()
        if kind < 0.1:
            blocks.append(" ".join(rng.choices(_WORDS, k=4)).capitalize())
        else:
            blocks.append(" ".join(sentence(rng) for _ in range(rng.randint(1, 6))))
    return "\n\n".join(blocks)


def sentence(rng: random.Random) -> str:
    matter = rng.choice(_MATTERS).format(n=rng.randint(2, 99))
    mould = rng.random()
    subject, verb, tail = rng.choice(_SUBJECTS), rng.choice(_VERBS), rng.choice(_TAILS)
    if mould < 0.5:
        made = f"{subject} {verb} that {matter}{tail}."
    elif mould < 0.7:
        made = f"“{matter[0].upper()}{matter[1:]},” {subject} {verb}{tail}."
    elif mould < 0.85:
        made = f"{matter}, {subject} {verb}."
    else:
        words = " ".join(rng.choices(_WORDS, k=rng.randint(4, 12)))
        made = f"on the {words}, {subject} {verb} that {matter}."
    return made[0].upper() + made[1:]


def spans(text: str, rng: random.Random, count: int) -> list[Span]:
    """Spans as people mark them: sentences, clauses, names, single words."""
    sentences, words = _sentences(text), _words(text)
    found = []
    while len(found) < count:
        if rng.random() < 0.5:
            found.append(rng.choice(sentences))
        else:
            first = rng.randrange(len(words))
            last = min(len(words) - 1, first + rng.randint(0, 9))
            found.append(Span(words[first].start, words[last].end))
    return found


def annotation(text: str, span: Span) -> Annotation:
    quote, prefix, suffix = quote_and_context(text, span)
    return Annotation(
        id="a", article="old", start=span.start, end=span.end, quote=quote, prefix=prefix,
        suffix=suffix, label="claim", annotator="ada",
        created="2026-01-01T00:00:00Z", updated="2026-01-01T00:00:00Z",
    )  # fmt: skip


def fresh(text: str) -> Text:
    return [(char, at) for at, char in enumerate(text)]


def plain(text: Text) -> str:
    return "".join(char for char, _ in text)


def typos(text: Text, rng: random.Random, rate: float = 0.02) -> Text:
    """Letters changed, doubled and dropped."""
    out: Text = []
    for char, origin in text:
        if char.isalpha() and rng.random() < rate:
            kind = rng.randrange(3)
            if kind == 0:
                out.append((rng.choice("abcdefghijklmnopqrstuvwxyz"), origin))
            elif kind == 1:
                out += [(char, origin), (char, origin)]
        else:
            out.append((char, origin))
    return out


def typo(text: Text, rng: random.Random) -> Text:
    return typos(text, rng, 3 / max(1, len(text)))


def spacing(text: Text, rng: random.Random) -> Text:
    """Straight quotes for curly ones, dashes and blank lines done otherwise."""
    table = {"“": '"', "”": '"', "’": "'", ";": " –"}
    out: Text = []
    for char, origin in text:
        out += [(new, origin) for new in table.get(char, char)]
        if char == "\n" and rng.random() < 0.5:
            out.append(("\n", origin))
    return out


def words_changed(text: Text, rng: random.Random, rate: float = 0.08) -> Text:
    """One word in so many replaced, some dropped, some added."""
    out: Text = []
    done = 0
    for start, end in _words(plain(text)):
        out += text[done:start]
        done = end
        if rng.random() >= rate:
            out += text[start:end]
        elif rng.random() < 0.6:
            out += _in_place(rng.choice(_WORDS), text[start:end])
        elif rng.random() < 0.5:
            out += [*text[start:end], *((char, -1) for char in f" {rng.choice(_WORDS)}")]
    return out + text[done:]


def reworded(text: Text, rng: random.Random) -> Text:
    """The whole article reworded."""
    return words_changed(text, rng, 0.3)


def sentence_rewritten(text: Text, rng: random.Random) -> Text:
    start, end = rng.choice(_sentences(plain(text)))
    return [*text[:start], *_in_place(sentence(rng), text[start:end]), *text[end:]]


def sentence_moved(text: Text, rng: random.Random) -> Text:
    start, end = rng.choice(_sentences(plain(text)))
    piece, rest = text[start:end], text[:start] + text[end:]
    at = rng.choice(_sentences(plain(rest))).end
    return [*rest[:at], (" ", -1), *piece, *rest[at:]]


def sentence_copied(text: Text, rng: random.Random) -> Text:
    """A sentence stands a second time somewhere."""
    start, end = rng.choice(_sentences(plain(text)))
    at = rng.choice(_sentences(plain(text))).end
    beside = not plain(text[min(at, end) : max(at, start)]).strip()
    # Side by side, either may be the first one: both are taken to be.
    copy = text[start:end] if beside else copied(text[start:end])
    return [*text[:at], (" ", -1), *copy, *text[at:]]


def copied(text: Text) -> Text:
    """A copy: what stands for its original only once that is gone, as if it had been moved."""
    return [(char, -2 - origin if origin >= 0 else origin) for char, origin in text]


def copied_then_deleted(text: Text, rng: random.Random) -> Text:
    """A sentence that stood twice in the old text (see `twinned`) loses one of its places."""
    twins: dict[str, list[Span]] = {}
    for span in _sentences(plain(text)):
        twins.setdefault(plain(text[span.start : span.end]), []).append(span)
    double = [group for group in twins.values() if len(group) > 1]
    if not double:
        return text
    start, end = rng.choice(rng.choice(double))
    whole = plain(text)
    gone = "".join((whole[:start] + whole[end:]).split())
    at = whole.find(whole[start:end])
    while at >= 0:
        # Side by side, either may have gone: nothing tells them apart.
        if at != start and "".join((whole[:at] + whole[at + end - start :]).split()) == gone:
            return text
        at = whole.find(whole[start:end], at + 1)
    return text[:start] + text[end:]


def paragraph_deleted(text: Text, rng: random.Random) -> Text:
    start, end = rng.choice(_paragraphs(plain(text)))
    return text[:start] + text[end:]


def paragraph_moved(text: Text, rng: random.Random) -> Text:
    start, end = rng.choice(_paragraphs(plain(text)))
    piece, rest = text[start:end], text[:start] + text[end:]
    at = rng.choice(_paragraphs(plain(rest))).end
    return [*rest[:at], ("\n", -1), ("\n", -1), *piece, *rest[at:]]


def paragraph_added(text: Text, rng: random.Random) -> Text:
    at = rng.choice(_paragraphs(plain(text))).end
    added = "\n\n" + " ".join(sentence(rng) for _ in range(3))
    return [*text[:at], *((char, -1) for char in added), *text[at:]]


EDITS: dict[str, Edit] = {
    "typo fixed": typo,
    "typos all over": typos,
    "quotes and spaces": spacing,
    "words changed": words_changed,
    "sentence rewritten": sentence_rewritten,
    "sentence moved": sentence_moved,
    "sentence copied": sentence_copied,
    "one of twins deleted": copied_then_deleted,
    "paragraph deleted": paragraph_deleted,
    "paragraph moved": paragraph_moved,
    "paragraph added": paragraph_added,
    "whole article reworded": reworded,
}


def twinned(text: str, rng: random.Random) -> str:
    """An article in which a few sentences stand twice from the start."""
    out = fresh(text)
    for _ in range(3):
        out = sentence_copied(out, rng)
    return plain(out)


@dataclass(frozen=True)
class Truth:
    """Which offsets of the edited text come from a span of the old one, and how much changed.

    `changed` is the edit distance of the stretch they span over the length of the old quote;
    `offsets` is empty where less than half of the quote is left.
    """

    offsets: frozenset[int]
    changed: float

    def right(self, placed: Span) -> bool:
        """Whether a place holds most of what is left and little else.

        Where new text tore the quote apart, any place that holds a part between both ends will do.
        """
        shared = sum(at in self.offsets for at in range(*placed))
        if (
            self.torn
            and shared
            and min(self.offsets) <= placed.start + 5
            and placed.end <= max(self.offsets) + 5
        ):
            return True
        return bool(shared) and shared * 2 >= max(len(self.offsets), placed.end - placed.start)

    @property
    def torn(self) -> bool:
        """Whether as much stands between the parts as there is of them."""
        return bool(self.offsets) and (
            max(self.offsets) + 1 - min(self.offsets) >= 2 * len(self.offsets)
        )


def truth(old: str, new: Text, span: Span) -> Truth:
    """Read off where a span of the old text stands in the edited one."""
    at = (
        _left(new, span, lambda origin: origin)
        or _left(new, span, lambda origin: -2 - origin)
        or _left(new, span, lambda origin: max(origin, -2 - origin))
    )
    if not at:
        return Truth(frozenset(), 1.0)
    quote, found = old[span.start : span.end], plain(new[at[0] : at[-1] + 1])
    return Truth(frozenset(at), Levenshtein.distance(quote, found) / len(quote))


def _left(new: Text, span: Span, of: Callable[[int], int]) -> list[int]:
    """Offsets that come from a span, if at least half of it is there."""
    at = [i for i, (_, origin) in enumerate(new) if span.start <= of(origin) < span.end]
    return at if len({of(new[i][1]) for i in at}) * 2 >= span.end - span.start else []


def _in_place(new: str, old: Text) -> Text:
    """New characters, each standing in for an old one."""
    return [(char, old[at * len(old) // len(new)][1]) for at, char in enumerate(new)]


def _paragraphs(text: str) -> list[Span]:
    return _pieces(text, "\n\n" if "\n\n" in text.strip() else "\n") or [Span(0, len(text))]


def _sentences(text: str) -> list[Span]:
    found = []
    for start, end in _paragraphs(text):
        found += [
            Span(start + one, start + other)
            for one, other in _pieces(
                text[start:end].replace(".” ", ".”\0").replace(". ", ".\0"), "\0"
            )
        ]
    return found


def _words(text: str) -> list[Span]:
    return [span for span in _pieces(text.replace("\n", " "), " ") if span.start < span.end]


def _pieces(text: str, mark: str) -> list[Span]:
    found, start = [], 0
    for piece in text.split(mark):
        if piece:
            found.append(Span(start, start + len(piece)))
        start += len(piece) + len(mark)
    return found
