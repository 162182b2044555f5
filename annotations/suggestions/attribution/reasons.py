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
    said = f"‘{cue}’ ({draft.kind}) {_RULES[draft.rule]}"
    sign = _SIGNS.get(draft.sign) if draft.rule in ("finite", "gerund", "infinitive") else None
    if draft.rule in ("behind", "inverted") and draft.sign == "quote":
        sign = "a quotation"
    return f"{said}: {sign}" if sign else said
