"""Words folded so that forms of one word meet: `Reported`, `reporting`, `reports` → `report`.

A light suffix stripper after Porter (1980), steps 1a-1c and the commonest derivations, on English
words only as far as their endings look English; other scripts pass through unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_DERIVED = (
    ("ization", "ize"),
    ("ational", "ate"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("ation", "ate"),
    ("ement", "e"),
    ("ness", ""),
    ("ment", ""),
    ("ship", ""),
    ("ful", ""),
    ("able", ""),
    ("ible", ""),
    ("ence", "ent"),
    ("ance", "ant"),
    ("ily", "y"),
    ("ly", ""),
    ("er", ""),
    ("or", ""),
)
_ENDINGS = tuple(ending for ending, _ in _DERIVED)

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being",
        "have": "has had having",
        "do": "does did done doing",
        "go": "goes went gone going",
        "say": "says said saying",
        "tell": "told",
        "see": "saw seen",
        "take": "took taken taking",
        "give": "gave given giving",
        "make": "made making",
        "come": "came coming",
        "know": "knew known",
        "think": "thought",
        "get": "got gotten getting",
        "find": "found",
        "leave": "left leaving",
        "feel": "felt",
        "bring": "brought",
        "begin": "began begun beginning",
        "keep": "kept",
        "hold": "held",
        "write": "wrote written writing",
        "stand": "stood",
        "hear": "heard",
        "mean": "meant",
        "set": "setting",
        "meet": "met meeting",
        "run": "ran running",
        "pay": "paid",
        "sit": "sat sitting",
        "speak": "spoke spoken",
        "lie": "lay lain lying",
        "lead": "led",
        "grow": "grew grown",
        "lose": "lost losing",
        "fall": "fell fallen",
        "send": "sent",
        "build": "built",
        "understand": "understood",
        "draw": "drew drawn",
        "break": "broke broken",
        "spend": "spent",
        "rise": "rose risen rising",
        "drive": "drove driven driving",
        "buy": "bought",
        "wear": "wore worn",
        "choose": "chose chosen choosing",
        "shoot": "shot",
        "fight": "fought",
        "catch": "caught",
        "teach": "taught",
        "sell": "sold",
        "seek": "sought",
        "win": "won winning",
        "eat": "ate eaten",
        "drink": "drank drunk",
        "fly": "flew flown flies",
        "steal": "stole stolen",
        "strike": "struck",
        "throw": "threw thrown",
        "bite": "bit bitten biting",
        "hide": "hid hidden hiding",
        "forget": "forgot forgotten",
        "die": "died dying dies dead death",
        "bear": "bore borne born",
        "become": "became becoming",
        "sing": "sang sung",
        "swim": "swam swum",
        "sleep": "slept asleep",
        "creep": "crept",
        "tear": "tore torn",
        "feed": "fed",
        "seize": "seizure",
        "man": "men",
        "woman": "women",
        "child": "children",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "goose": "geese",
        "wolf": "wolves",
        "life": "lives",
        "wife": "wives",
        "thief": "thieves",
        "person": "people",
    }.items()
    for form in forms.split()
}


def fold(word: str) -> str:
    """Give a word without case, accents, compatibility forms and curly apostrophes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).casefold()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the stem of a folded word; words of other alphabets and numbers come back as they are."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    return _finish(_derived(_inflected(_singular(word))))


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


def _inflected(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            return rest[:-1] if _DOUBLED.search(rest) else rest
    return word


def _derived(word: str) -> str:
    if not word.endswith(_ENDINGS):
        return word
    for ending, base in _DERIVED:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + base
    return word


def _finish(word: str) -> str:
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word
