"""English words that weigh more or less than others when a text changes."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a about above after again against all also although always am among an and another any are
    aren't around as at be became because become been before being below between both but by can
    could did do does doing done down during each either else even ever every few for from further
    get gets got had has have having he he's her here hers herself him himself his how however i
    i'm if in into is it it's its itself just least less let like many may me might more most much
    must my myself of off often on once one only onto or other others our ours out over own per
    perhaps quite rather really s said say says same she should since so some such t than that
    that's the their theirs them themselves then there there's these they this those though
    through thus to too toward towards under until up upon us very was we well were what when where
    whether which while who whom whose why will with within would yet you your yours
    """.split()  # noqa: SIM905 - read as a text, kept as a text
)
"""Words that carry grammar more than meaning, folded, with straight apostrophes."""

NEGATIONS = frozenset(
    """
    no not never none nobody nothing nowhere neither nor cannot without hardly barely scarcely
    aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't
    shan't shouldn't wasn't weren't won't wouldn't ain't unlikely deny denies denied denying
    """.split()  # noqa: SIM905
)

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
    dozens double triple twice percent percentage majority
    """.split()  # noqa: SIM905
) | (NUMBER_WORDS.keys() - {"one"})
"""Words that say how many; `one` is a pronoun more often than a number."""

ORDINALS = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth last half quarter
    """.split()  # noqa: SIM905
)
"""Words that count only where they stand against another number."""
