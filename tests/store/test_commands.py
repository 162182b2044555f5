"""Commands are built without a store, say what they do, and know their inverse."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from annotations.alignment.link import Link, Origin
from annotations.articles.article import Span
from annotations.errors import SpanError
from annotations.marks.annotation import Annotation, RelationKind
from annotations.store import commands
from annotations.store.serialization import annotation_from_document
from tests.store.support import LEFT, article


@pytest.fixture
def made() -> Annotation:
    return commands.annotate("a", article(LEFT), Span(4, 11), "claim", "ann", note="n")


def test_a_tag_is_complete_and_named_after_its_quote() -> None:
    command = commands.tag("a", article(LEFT), Span(4, 35), "claim", "ann", pair="p", note="n")
    assert command.title == "tag claim ‘harbour bridge closed o…’"
    assert command.pair == "p"
    (edit,) = command.edits
    assert edit.before is None
    assert edit.after is not None
    said = annotation_from_document(edit.after)
    assert (said.quote, said.prefix, said.suffix) == (LEFT[4:35], "The ", LEFT[35:67])
    assert said.created == said.updated
    assert said.created.endswith("Z")
    assert edit.key == said.id


def test_a_quote_over_lines_is_named_on_one() -> None:
    assert commands.short_quote("two\n\n  words") == "‘two words’"


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(SpanError):
        commands.annotate("a", article(LEFT), Span(*span), "claim", "ann")


def test_the_inverse_of_the_inverse_is_the_command(made: Annotation) -> None:
    other = replace(made, id="other")
    for command in (
        commands.untag(made),
        commands.change(made, replace(made, note="m")),
        commands.relate(RelationKind.AGREES, made, other, "ann", "p"),
        commands.together("both", [commands.untag(made), commands.untag(other)]),
    ):
        assert command.inverse().inverse() == command
        assert command.inverse() != command
        first, last = command.edits[0], command.inverse().edits[-1]
        assert (first.before, first.after) == (last.after, last.before)


def test_a_change_of_one_annotation_into_another_is_refused(made: Annotation) -> None:
    with pytest.raises(SpanError):
        commands.change(made, replace(made, id="other"))


def test_a_new_span_brings_its_quote_and_context(made: Annotation) -> None:
    command = commands.respan(made, article(LEFT), Span(0, 3))
    assert command.edits[0].after is not None
    assert command.edits[0].after["quote"] == "The"
    assert command.title == "move claim to ‘The’"


@pytest.mark.parametrize(
    ("link", "previous", "before", "after"),
    [
        (Origin.CONFIRMED, None, None, "confirmed"),
        (Origin.CONFIRMED, Origin.AUTO, None, "confirmed"),
        (Origin.REJECTED, Origin.CONFIRMED, "confirmed", "rejected"),
        (Origin.AUTO, Origin.REJECTED, "rejected", None),
        (Origin.AUTO, Origin.AUTO, "nothing", "nothing"),
        (Origin.MANUAL, None, None, "manual"),
    ],
)
def test_a_decision_keeps_what_was_decided_before(
    link: Origin, previous: Origin | None, before: str | None, after: str | None
) -> None:
    earlier = None if previous is None else Link(0, 1, 0.5, previous)
    command = commands.decide("p", Link(0, 1, 1.0, link), earlier)
    if before == "nothing":
        assert command.edits == ()
        return
    (edit,) = command.edits
    assert (edit.before or {}).get("origin") == before
    assert (edit.after or {}).get("origin") == after
