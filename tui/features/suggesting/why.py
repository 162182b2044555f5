"""Why a suggestion is made: the words that speak for it, how sure it is, and whom it means."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from annotations.articles import Article, Span
from annotations.articles.text.visible import one_line
from annotations.marks.quote import shorten
from tui.features.suggesting.proposals import Proposal

LONGEST = 240
"""Code points of a quotation that are shown."""


def explained(proposal: Proposal, article: Article) -> RenderableType:
    """The suggestion in full, and what proposed it, as accepting it would name that."""
    parts = Table.grid(padding=(0, 2))

    def part(name: str, spans: Sequence[Span]) -> None:
        if spans:
            words = " … ".join(article.text[start:end] for start, end in spans)
            parts.add_row(Text(name, "dim"), Text(one_line(shorten(words, LONGEST))))

    if proposal.attribution is None:
        part("claim", proposal.content)
        assert proposal.claim is not None
        reason = ", ".join(proposal.claim.reasons) or "all of it together"
    else:
        part("source", proposal.source)
        if proposal.attribution.speaker is not None:
            part("that is", (proposal.attribution.speaker,))
        part("cue", proposal.cue)
        part("content", proposal.content)
        reason = proposal.attribution.reason
    sure = Text.assemble((f"{proposal.confidence:.0%} sure", "bold"), (f"  {proposal.by}\n", "dim"))
    return Group(sure, parts, Text(f"\n{one_line(reason)}"))
