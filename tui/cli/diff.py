"""`crossread diff`: what differs between aligned blocks, word by word."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.colour import Marks, marks
from tui.cli.options import Parser

if TYPE_CHECKING:
    from annotations.alignment.edits import Edit
    from annotations.articles import Article
    from tui.cli.parts import Part

KINDS = {
    "numbers": ("number", "date"),
    "names": ("name",),
    "quotes": ("quotation",),
    "negations": ("negation",),
}
"""Words of `--changes`, and the kinds of change that each stands for."""

EXAMPLES = """\
  crossread diff monday.txt tuesday.txt
  crossread diff --changes numbers,names monday.txt tuesday.txt
  crossread diff --json monday.txt tuesday.txt | jq '.parts[] | select(.state == "moved")'
  crossread diff --stat monday.txt tuesday.txt

Exit status: 0 where nothing differs, 1 where something does, 2 for bad usage or input.
"""


def parser() -> Parser:
    """The arguments of `crossread diff`."""
    made = Parser(
        "diff",
        "[--json | --stat] [--changes KINDS] LEFT RIGHT",
        "Print the word diff of two articles, aligned block by block.",
        EXAMPLES,
    )
    made.takes_pair()
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="edit scripts with offsets")
    form.add_argument("--stat", action="store_true", help="only counts")
    made.add_argument(
        "--changes", metavar="KINDS", help=f"only blocks where these change: {','.join(KINDS)}"
    )
    made.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour, or signs as in [-gone-]{+come+} (default: colour on a terminal)",
    )
    return made


def run(words: list[str]) -> int:
    """Print what differs between two articles; return 1 where something does, else 0."""
    made = parser()
    options = made.parse_args(words)
    names = options.changes.split(",") if options.changes else []
    if unknown := [name for name in names if name not in KINDS]:
        made.error(f"--changes knows {', '.join(KINDS)}, not {unknown[0]!r}")
    kinds = {kind for name in names for kind in KINDS[name]}

    from annotations.alignment import align
    from tui.cli.articles import two_articles
    from tui.cli.parts import State, of_kinds, parts

    left, right = two_articles(made, options.left, options.right)
    found = parts(left, right, align(left, right))
    told = list(of_kinds(found, kinds) if kinds else found)
    if options.json:
        import orjson

        answer = {"left": left.title, "right": right.title, "parts": [*map(described, told)]}
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    else:
        for line in stat(told) if options.stat else lines(left, right, told, marks(options.color)):
            print(line)
    return int(any(part.state is not State.SAME for part in told))


def described(part: Part) -> dict[str, Any]:
    """One part as `--json` prints it; spans are code points into each article's text."""
    return {
        "state": part.state,
        "left": part.left,
        "right": part.right,
        "edits": [
            {
                "op": edit.op,
                "left": list(edit.left),
                "right": list(edit.right),
                "kinds": sorted(edit.kinds),
            }
            for edit in part.edits
        ],
    }


def stat(told: Sequence[Part]) -> Iterator[str]:
    """How many blocks of each state, and how many changes of each kind."""
    for state, count in Counter(part.state for part in told).most_common():
        yield f"{count:6,} {'block' if count == 1 else 'blocks'} {state.replace('-', ' ')}"
    kinds = Counter(edit.kind for part in told for edit in part.edits if edit.kind)
    for kind, count in kinds.most_common():
        yield f"{count:6,} {'change' if count == 1 else 'changes'} of {kind}"


def lines(left: Article, right: Article, told: Iterable[Part], marks: Marks) -> Iterator[str]:
    """The diff for people: each part under a line that says what it is, the same ones folded."""
    from tui.cli.parts import State
    from tui.cli.plain import heading

    dim, bold = marks.dim, marks.title
    yield f"{bold[0]}--- {heading(left)}{bold[1]}"
    yield f"{bold[0]}+++ {heading(right)}{bold[1]}"
    same = 0
    for part in told:
        if part.state is State.SAME:
            same += 1
            continue
        if same:
            yield f"\n{dim[0]}… {same} unchanged{dim[1]}"
            same = 0
        yield f"\n{dim[0]}{place(part)}{dim[1]}"
        yield text(left, right, part, marks)
    if same:
        yield f"\n{dim[0]}… {same} unchanged{dim[1]}"


def place(part: Part) -> str:
    """What a part is and which blocks it tells of, counted from 1."""
    sides = [
        f"{side} {index + 1}"
        for side, index in (("left", part.left), ("right", part.right))
        if index is not None
    ]
    return " ".join(["only" if len(sides) == 1 else part.state, *sides])


def text(left: Article, right: Article, part: Part, marks: Marks) -> str:
    """The words of a part, those gone and those come marked."""
    from tui.cli.plain import one_line

    if part.right is None and part.left is not None:
        return wrapped(one_line(left.text_of(left.blocks[part.left])), marks.deleted)
    if part.left is None and part.right is not None:
        return wrapped(one_line(right.text_of(right.blocks[part.right])), marks.inserted)
    return "".join(edited(left, right, edit, marks) for edit in part.edits)


def edited(left: Article, right: Article, edit: Edit, marks: Marks) -> str:
    """One edit: what is gone before what has come in its place."""
    from tui.cli.plain import one_line

    gone = one_line(left.text[edit.left.start : edit.left.end])
    come = one_line(right.text[edit.right.start : edit.right.end])
    if not edit.changed:
        return come
    gone_marks = marks.important_deleted if edit.important else marks.deleted
    come_marks = marks.important_inserted if edit.important else marks.inserted
    return wrapped(gone, gone_marks) + wrapped(come, come_marks)


def wrapped(text: str, marks: tuple[str, str]) -> str:
    """A text between its marks; nothing where there is no text."""
    return f"{marks[0]}{text}{marks[1]}" if text else ""
