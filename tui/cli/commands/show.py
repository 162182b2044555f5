"""`crossread show`: one event of the store, with its articles and the pairs read so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import CrossreadError
from tui.cli.options import Parser

if TYPE_CHECKING:
    from annotations.store import Event, Store

EXAMPLES = """\
  crossread show 5f0d1c                 the event whose id begins so
  crossread show 5f0d1c --json | jq -r '.articles[].outlet'
  crossread export --event 5f0d1c42a0b39e77 -o event.jsonl
"""


def parser() -> Parser:
    """The arguments of `crossread show`."""
    made = Parser(
        "show",
        "EVENT [--json]",
        "Show an event: its articles in order, how far it is done, and the pairs read so far.",
        EXAMPLES,
    )
    made.add_argument("event", metavar="EVENT", help="its id, or how that begins")
    made.add_argument("--json", action="store_true", help="as one JSON object")
    return made


def run(words: list[str]) -> int:
    """Print the event; return 0. CrossreadError where there is none, or more than one."""
    options = parser().parse_args(words)

    from annotations.articles.text.json_text import json_bytes
    from tui.cli.event_lines import event_lines
    from tui.cli.stores import open_store, tell_notices

    with open_store(options, read_only=True) as store:
        tell_notices(store)
        event = named(store, options.event)
        found = described(store, event)
        if options.json:
            print(json_bytes(found).decode())
            return 0
        print(*event_lines(store.overview.summary(event)), sep="\n")
    for line in article_lines(found):
        print(line)
    return 0


def named(store: Store, word: str) -> Event:
    """The event of an id, or the only one whose id begins with a word."""
    found = [each for each in store.events() if each.id.startswith(word)]
    exact = [each for each in found if each.id == word]
    if len(exact or found) != 1:
        what = f"{len(found)} events begin with" if found else "there is no event"
        raise CrossreadError(f"{what} {word!r}; `crossread list` shows them")
    return (exact or found)[0]


def described(store: Store, event: Event) -> dict[str, Any]:
    """The event as a script reads it, with the sources of its articles and its pairs."""
    from tui.cli.event_lines import as_record

    found = as_record(store.overview.summary(event))
    for record in found["articles"]:
        article = store.article(record["id"])
        record["source"], record["url"] = article.source, article.url
        record["tags"] = len(store.annotations(article=record["id"]))
    found["pairs"] = []
    for pair in store.pairs_of(event):
        alignment = store.alignment(pair.id)
        links = None if alignment is None else len(alignment)
        found["pairs"].append(
            {"id": pair.id, "left": pair.left, "right": pair.right, "links": links}
        )
    return found


def article_lines(found: dict[str, Any]) -> list[str]:
    """Articles by number, and pairs by the numbers of theirs."""
    from annotations.articles.text.visible import one_line

    lines, numbers = [""], {}
    for number, each in enumerate(found["articles"], 1):
        numbers[each["id"]] = number
        tags = f"{each['tags']} tag{'s' * (each['tags'] != 1)}"
        facts = (each["outlet"], each["published"][:10], each["title"] or "untitled", tags)
        lines.append(f"{number:3}  {' · '.join(one_line(fact) for fact in facts if fact)}")
        lines.append(f"     {each['id']}  {one_line(each['source'] or each['url'])}".rstrip())
    for pair in found["pairs"]:
        links = "not aligned yet" if pair["links"] is None else f"{pair['links']} links"
        lines.append(
            f"pair {pair['id']}  {numbers[pair['left']]}–{numbers[pair['right']]}: {links}"
        )
    return lines
