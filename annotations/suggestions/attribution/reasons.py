"""Why something is proposed, in a line for a reader."""

from __future__ import annotations

from annotations.suggestions.attribution.drafts import Draft

_RULES = {
    "behind": "stands behind what is said",
    "inverted": "stands behind what is said, its subject after it",
    "finite": "brings what follows it",
    "gerund": "brings what follows it, its subject that of the sentence",
    "infinitive": "brings what follows it, its subject that of the sentence",
    "passive": "is passive: of whom it is said, and what",
    "according": "names the source of the clause",
    "headline": "stands between a name and what it says in a headline",
    "turn": "stands between a name and what it says",
    "parsed": "brings, as the sentence was parsed,",
}
_SIGNS = {
    "that": "a clause with its own conjunction",
    "quote": "a quotation",
    "colon": "what stands behind a colon",
    "to": "an infinitive",
    "how": "an indirect question",
    "noun": "what its noun names",
    "bare": "a clause or an object",
    "relative": "its relative pronoun and what follows",
}


def reason(draft: Draft, cue: str) -> str:
    """Say which rule proposes a draft; `cue` is its text in the article."""
    said = f"‘{cue}’ ({draft.kind or 'other'}) {_RULES[draft.rule]}"
    if draft.rule == "parsed":
        return f"{said} {_parsed(draft.sign)}"
    sign = _SIGNS.get(draft.sign) if draft.rule in ("finite", "gerund", "infinitive") else None
    if draft.rule in ("behind", "inverted") and draft.sign == "quote":
        sign = "a quotation"
    return f"{said}: {sign}" if sign else said


def _parsed(sign: str) -> str:
    """What a cue brings in the words of grammar, from a relation of the parse."""
    if sign.startswith("prep "):
        return f"what stands behind ‘{sign[5:]}’"
    first = sign.removeprefix("left ").partition("+")[0]
    return _RELATIONS.get(first, "what depends on it")


_RELATIONS = {
    "ccomp": "a clause",
    "parataxis": "a clause",
    "xcomp": "an infinitive or what is said of somebody",
    "dobj": "its object",
    "nsubjpass": "its subject and what is said of it",
    "advcl": "a clause",
    "acl": "a clause or an infinitive",
    "relcl": "a clause",
    "attr": "what is said of its subject",
    "oprd": "what is said of its object",
}
