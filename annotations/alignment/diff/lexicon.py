"""English word lists of the diff: function words, negations, months, numbers, quantifiers, modals."""

from __future__ import annotations

from annotations.alignment.linking.terms import STOP_WORDS

NEGATIONS = frozenset(
    """
    no not never none nobody nothing nowhere neither nor cannot without hardly barely scarcely
    aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't
    shan't shouldn't wasn't weren't won't wouldn't ain't unlikely deny denies denied denying
    """.split()  # noqa: SIM905
)

QUANTIFIERS = frozenset(
    """
    all every each most many several few both half majority minority more less fewer least
    nearly almost about around approximately roughly mostly entirely partly
    """.split()  # noqa: SIM905
)
"""Words that say how much of something, or how exactly a number is meant."""

CERTAINTY_WORDS = frozenset(
    """
    will would may might can could shall should must possibly perhaps maybe probably likely
    certainly definitely surely allegedly alleged reportedly reported apparently supposedly
    seemingly purportedly presumably suspected confirmed unconfirmed claimed
    """.split()  # noqa: SIM905
)
"""Words that say how sure it is: modal verbs, hedges (Hyland 1998) and what is only alleged."""

FUNCTION_WORDS = STOP_WORDS - NEGATIONS - QUANTIFIERS - CERTAINTY_WORDS
"""Stop words that change no claim when they change."""

NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti")

MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905
)

DATE_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    morning afternoon evening noon midnight weekend january february april june july august
    september october november december spring summer autumn winter
    """.split()  # noqa: SIM905
)
"""Words that say when; `may` and `march` do so only beside a number."""

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBER_WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
}
"""Cardinal numbers in one word."""

QUANTITIES = frozenset(
    """
    hundred hundreds thousand thousands million millions billion billions trillion trillions dozen
    dozens double triple twice percent percentage
    """.split()  # noqa: SIM905
) | (NUMBER_WORDS.keys() - {"one"})
"""Words that say how many; `one` is a pronoun more often than a number."""

ORDINALS = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth last half quarter
    """.split()  # noqa: SIM905
)
"""Words that count only where they stand against another number."""
