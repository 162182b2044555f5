"""Which language a text is in: by its script, and by its commonest small words.

Enough to know that two articles are in different languages. A text too short, in none of these
languages, or in two of them, has no language here, which is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

ENOUGH = 6
"""Small words, or letters of a script, that a text must have before it is said to be in a language."""

LEAD = 1.3
"""How many times as many small words of the first language there must be as of the second."""

SHARE = 0.06
"""Share of a text's words that must be small words of its language."""

READ = 6_000
"""Letters of a text that are looked at."""

_SCRIPTS = {
    "ja": r"\p{Hiragana}\p{Katakana}",
    "zh": r"\p{Han}",
    "ko": r"\p{Hangul}",
    "el": r"\p{Greek}",
    "he": r"\p{Hebrew}",
    "hi": r"\p{Devanagari}",
    "th": r"\p{Thai}",
    "ka": r"\p{Georgian}",
    "hy": r"\p{Armenian}",
    "cyrillic": r"\p{Cyrillic}",
    "arabic": r"\p{Arabic}",
}
"""Scripts that are taken for one language, or for a few with letters of their own."""

_OWN_LETTERS = {
    "cyrillic": [("uk", "іїєґ"), ("sr", "јљњћђџ"), ("ru", "ыэё"), ("bg", "ъ")],
    "arabic": [("fa", "پچژگی"), ("ar", "")],
}
OWN = 0.005
"""Share of its letters that a text must have of those of its language alone."""

_SMALL_WORDS = {
    # Latin letters are those of most languages, which small words tell apart.
    "en": "the of and to in that is was for on it with as he be by at his had are not from they"
    " she which her were this have has been will but their said its who would an or",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es"
    " an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über war wurde",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il"
    " sont avec aux ont été elle cette son était mais ses nous vous leur selon",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus"
    " le ha fue sin sobre este ya también entre era según muy han dijo",
    "it": "di e il la che in a per un è del della le si con i una sono non da al dei nel alla più"
    " come ha lo anche gli ma delle dal stato dopo nella era ed essere",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao"
    " ele das tem à seu sua ou ser quando muito há nos já está são pelo",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij"
    " nog uit wordt door naar heeft hij ze over werd deze geen wat tot",
    "sv": "och i att det som en på är av för med den till inte har de ett om var men sig så från vi"
    " han kan när eller efter under också vid hade blev",
    "da": "og i at det er en til på som for de med af den ikke der har et om var men sig fra vi han"
    " kan når eller efter også ved havde blev være skal",
    "no": "og i å det er en til på som for de med av den ikke har et om var men seg fra vi han kan"
    " når eller etter også ved hadde ble være skal",
    "fi": "ja on ei se että oli hän mutta ovat kun myös sen joka tai niin kuin mukaan ole jo vain"
    " olla sekä ollut jos mitä sitä jotka",
    "pl": "w i na z nie się do to że jest o od po jak przez za ale dla są był było co już tym oraz"
    " przed jego tego także który która zostało",
    "cs": "a v se na je že o s z do i to k ve pro za by ale jako po od jsou byl bylo podle jeho"
    " který která také už až jen při není",
    "hu": "a az és hogy nem is egy ez volt meg de csak már el van ki még mint azt vagy ha szerint"
    " után lesz voltak ezt",
    "ro": "de și în a la cu pe o un nu că din este pentru se mai care au fost ce sau după prin"
    " sunt dar său fi până",
    "tr": "ve bir bu da de için ile olarak çok daha en kadar olan sonra gibi ise ancak göre değil"
    " ne oldu dedi var her",
    "id": "yang dan di ini itu dengan untuk dari dalam tidak akan pada ke juga telah oleh ada"
    " mereka sudah bahwa karena atau menjadi",
    "vi": "và của là có trong được cho không người với các đã một những này khi đến tại từ về",
}  # fmt: skip
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}

_NOT_LATIN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2010-\u205f]")
_LATIN_WORD = re.compile("[^\\W\\d_²³¹¼½¾]+")
"""Runs of letters, in a text that has none but Latin ones."""

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian",
    "tr": "Turkish", "id": "Indonesian", "vi": "Vietnamese", "ru": "Russian", "uk": "Ukrainian",
    "bg": "Bulgarian", "sr": "Serbian", "fa": "Persian", "ja": "Japanese", "zh": "Chinese",
    "ko": "Korean", "el": "Greek", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "th": "Thai",
    "ka": "Georgian", "hy": "Armenian",
}  # fmt: skip
"""Languages that are known here, by their code (ISO 639-1), in English."""


@lru_cache(maxsize=64)
def language_of(text: str) -> str:
    """Give the code (ISO 639-1) of the language that a text is in; "" where that is not sure."""
    read = text[:READ].casefold()
    latin = _NOT_LATIN.search(read) is None
    words = (_LATIN_WORD if latin else _letters()).findall(read)
    letters = sum(map(len, words))
    if not letters:
        return ""
    if not latin and (found := _by_script("".join(words), letters)):
        return found
    counts = Counter(words)
    said = sorted(
        ((sum(counts[word] for word in small), name) for name, small in _WORDS.items()),
        reverse=True,
    )
    (most, first), (next_most, _) = said[:2]
    sure = most >= max(ENOUGH, SHARE * len(words)) and most >= LEAD * next_most
    return first if sure else ""


@cache
def _letters() -> regex.Pattern[str]:
    import regex  # few texts need it, and it takes as long to load as all else that reads them

    return regex.compile(r"\p{L}+")


@cache
def _in_script() -> dict[str, regex.Pattern[str]]:
    import regex

    return {name: regex.compile(f"[{signs}]") for name, signs in _SCRIPTS.items()}


def _by_script(letters: str, count: int) -> str:
    """Give the language whose script at least half of the letters are in; Japanese has Chinese signs."""
    shares = {name: len(signs.findall(letters)) / count for name, signs in _in_script().items()}
    if shares["ja"] > 0.1 and shares["ja"] + shares["zh"] > 0.5:
        return "ja" if count >= ENOUGH else ""
    most = max(shares, key=lambda name: shares[name])
    if shares[most] < 0.5 or count < ENOUGH:
        return ""
    return _by_own_letters(most, letters) if most in _OWN_LETTERS else most


def _by_own_letters(script: str, letters: str) -> str:
    """Tell languages of one script apart by letters that only one of them has; "" where none is there."""
    for name, signs in _OWN_LETTERS[script]:
        if not signs or sum(map(letters.count, signs)) >= OWN * len(letters):
            return name
    return ""


def languages_apart(one: str, other: str) -> tuple[str, str] | None:
    """The languages of two texts, in English, where they surely are two; else None."""
    first, second = language_of(one), language_of(other)
    return (NAMES[first], NAMES[second]) if first and second and first != second else None
