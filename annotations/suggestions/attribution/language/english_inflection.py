"""The forms of English verbs: from a lemma to `says`, `said`, `saying`, by rule and by a table."""

from __future__ import annotations

from annotations.suggestions.attribution.language.forms import Form

_IRREGULAR = """
    say said said, tell told told, write wrote written, find found found, show showed shown,
    see saw seen, think thought thought, know knew known, feel felt felt, hear heard heard,
    make made made, give gave given, take took taken, put put put, go went gone, hold held held,
    keep kept kept, speak spoke spoken, swear swore sworn, foresee foresaw foreseen,
    mean meant meant, understand understood understood, forget forgot forgotten,
    seek sought sought, read read read, bet bet bet, bring brought brought, fight fought fought,
    choose chose chosen, lead led led, draw drew drawn, lay laid laid, forbid forbade forbidden,
    send sent sent, hit hit hit, cast cast cast, rebut rebutted rebutted, spell spelled spelled,
    rip ripped ripped, let let let, learn learned learned, dream dreamed dreamed,
    retell retold retold, be was been, have had had, do did done, get got got, come came come,
    run ran run, become became become, begin began begun, leave left left, lose lost lost,
    win won won, meet met met, rise rose risen, fall fell fallen, grow grew grown,
    stand stood stood, sit sat sat, pay paid paid, buy bought bought, sell sold sold,
    spend spent spent, build built built, cut cut cut, set set set, shut shut shut,
    drive drove driven, break broke broken, wear wore worn, eat ate eaten, teach taught taught
"""
_TABLE = {
    base: (past, participle)
    for base, past, participle in (row.split() for row in _IRREGULAR.split(","))
}
_DOUBLED = frozenset(
    [
        "admit",
        "refer",
        "rip",
        "slam",
        "plan",
        "bet",
        "nod",
        "rebut",
        "commit",
        "permit",
        "submit",
        "prefer",
        "concur",
        "quip",
        "tap",
        "chat",
        "bar",
        "rap",
        "pan",
        "brag",
        "dub",
        "tag",
        "plug",
        "trim",
        "omit",
        "regret",
        "star",
        "drop",
        "stop",
        "hit",
        "put",
        "cut",
        "set",
        "win",
        "get",
        "run",
    ]
)
"""Lemmas whose last letter is doubled before -ed and -ing."""

IRREGULAR_PASTS = frozenset(past for past, _ in _TABLE.values())
"""Past forms that no ending tells: `went`, `took`."""


def forms(lemma: str) -> dict[str, Form]:
    """Give every form of a lemma, with what it is; a past that is also a participle is a past.

    >>> forms("deny")["denies"], forms("slam")["slamming"]
    (<Form.PRESENT: 'present'>, <Form.GERUND: 'gerund'>)
    """
    past, participle = _TABLE.get(lemma) or (_past(lemma),) * 2
    found = {participle: Form.PARTICIPLE, past: Form.PAST}
    return found | {
        _gerund(lemma): Form.GERUND,
        _present(lemma): Form.PRESENT,
        lemma: Form.BASE if lemma != past else Form.PAST,
    }


def _present(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ied"
    return _stem(lemma) + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee") and lemma != "be":
        return lemma[:-1] + "ing"
    return _stem(lemma) + "ing"


def _stem(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in _DOUBLED else lemma
