"""`crossread suggest`: who says what in articles, and which claims are worth checking."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from annotations.errors import ArticleError
from tui.cli.asked_files import (
    file_batch,
    from_file,
    is_file,
    program_batch,
    tell_skipped,
)
from tui.cli.batches import json_lines, lines_in, usual_jobs, whole_number
from tui.cli.options import ARTICLE, Parser
from tui.cli.progress import busy, counted

if TYPE_CHECKING:
    import argparse

    from annotations.articles import Article
    from annotations.suggestions.attribution.parsed.spacy_parser import NamedParser
    from annotations.suggestions.suggest import Kind
    from tui.cli.asked_models import Asked

Text: TypeAlias = tuple[Any, str]
"""A line of a batch: its id, whatever that is, and the article's text."""

EXAMPLES = """\
  crossread suggest monday.txt tuesday.md
  crossread suggest --explain --all monday.txt
  crossread suggest --json monday.txt | jq '.articles[0].attributions[] | select(.confidence > .8)'
  crossread suggest --kinds claims monday.txt
  crossread suggest --from 'python3 mine.py' monday.txt
  crossread suggest --llm http://localhost:11434/v1 --model llama3.2 monday.txt
  crossread suggest --spacy en_core_web_sm monday.txt
  crossread suggest --label theme/rates monday.txt    after 20 tags of it
  crossread suggest --batch articles.jsonl > attributions.jsonl
  crossread suggest --from made-elsewhere.jsonl --batch articles.jsonl > checked.jsonl

A batch reads one article a line, {"id", "text"}, and answers each with {"id", "attributions":
[{"source": [[start, end]..], "cue": [[start, end]..], "content": [[start, end]..], "confidence"}..]},
the likeliest first, in the same order, as soon as it is done; those of a program, a file or a chat
server also with "claims": [{"start", "end", "confidence"}..] and "provenance". Offsets are code
points of the text, where a line's end counts as one.
Attributions are proposed in English and German, claims worth checking in English.

A program of yours reads {"id", "title", "language", "text"} a line and writes {"id", "attributions":
[{"source", "cue", "content", "confidence"}..], "claims": [{"quote", "confidence"}..]}, where a place is
a quote, a list of quotes, or a list of [start, end]. A file of such lines does as well: each belongs
to the article of a batch with the same "id", or to the one that is named so on the command line.
What the article does not say is left out and counted. Of a file, and with --from and --batch, all
that was skipped is named at the end, and the status is then 1. What a batch gave can be such a file.
A chat server may want a password: $CROSSREAD_LLM_KEY.
"""


def parser() -> Parser:
    """The arguments of `crossread suggest`."""
    made = Parser(
        "suggest",
        "[--json | --all] [--explain] [--kinds KINDS] [--spacy MODEL] ARTICLE [ARTICLE ..]\n"
        "       crossread suggest --from COMMAND|FILE | --llm URL --model NAME ARTICLE [ARTICLE ..]\n"
        "       crossread suggest [--json] [--explain] --label LABEL ARTICLE [ARTICLE ..]\n"
        "       crossread suggest [--jobs N] [--spacy MODEL] --batch FILE\n"
        "       crossread suggest --from COMMAND|FILE | --llm URL --model NAME --batch FILE",
        "Print what crossread would propose to tag: who says what, and claims worth checking.",
        EXAMPLES,
    )
    made.add_argument("articles", nargs="*", metavar="FILE", help=ARTICLE)
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as one JSON object")
    form.add_argument("--all", action="store_true", help="also what is less likely to be right")
    form.add_argument("--batch", metavar="FILE", help="articles as JSON lines, or - for stdin")
    made.add_argument("--explain", action="store_true", help="say why each is proposed")
    made.add_argument(
        "--kinds",
        metavar="KINDS",
        type=kinds,
        help="what to propose, with commas: attributions, claims (default: both)",
    )
    made.add_argument(
        "--jobs",
        metavar="N",
        type=whole_number,
        help="processes that read a batch (default: all cores, fewer for a short file)",
    )
    model = made.add_mutually_exclusive_group()
    model.add_argument(
        "--from",
        dest="program",
        metavar="COMMAND|FILE",
        help="ask a program of yours, which reads articles as JSON lines and writes suggestions, or"
        " take them from a file of such lines",
    )
    model.add_argument(
        "--llm",
        metavar="URL",
        help="ask a chat server (ollama, llama.cpp, vLLM); the text goes to that address alone",
    )
    model.add_argument(
        "--spacy",
        metavar="MODEL",
        help="find more in English with a spaCy model that you have, as en_core_web_sm",
    )
    made.add_argument("--model", metavar="NAME", help="which model of the chat server to ask")
    made.add_argument(
        "--label",
        metavar="LABEL",
        help="propose more of what the store has under a label of yours, by the words it shares",
    )
    return made


def kinds(said: str) -> tuple[Kind, ...]:
    """The kinds of suggestions that were asked for, as they were typed."""
    from annotations.suggestions.suggest import Kind

    names = [name.strip() for name in said.split(",")]
    if unknown := [name for name in names if name not in set(Kind)]:
        raise ArgumentTypeError(f"{', '.join(Kind)}, not {unknown[0]!r}")
    return tuple(map(Kind, names))


def run(words: list[str]) -> int:
    """Print what is proposed for articles, or for every article of a batch; return 0."""
    made = parser()
    options = made.parse_args(words)
    if options.batch is not None:
        if options.articles:
            made.error("--batch takes its articles from FILE; name no others")
        for named in ("explain", "kinds", "label"):
            if getattr(options, named):
                made.error(f"--{named} is for articles by name; a batch gives attributions")
        if options.llm and options.jobs:
            made.error("--jobs goes without --llm: a server is asked one article at a time")
        if options.program is not None and options.jobs:
            made.error("--jobs goes without --from: nothing is left to do for more processes")
        check_model(made, options)
        if options.program is not None:
            return batch_from(options.batch, options.program)
        if options.llm:
            return batch_of_chat(options.batch, options.llm, options.model)
        return batch(options.batch, options.jobs, options.spacy)
    if options.jobs is not None:
        made.error("--jobs is for --batch")
    if not options.articles:
        made.error("needs an article, or --batch FILE")
    if options.articles.count("-") > 1:
        made.error("only one of the articles can come from stdin")
    check_model(made, options)
    if options.label is not None:
        for named in ("kinds", "all", "program", "llm", "spacy"):
            if getattr(options, named):
                made.error(f"--label goes without --{'from' if named == 'program' else named}")
        return more_of(options.label, options)
    if options.program is not None and is_file(options.program):
        return show_of_file(options)
    return show(proposed(options), options)


def check_model(made: Parser, options: argparse.Namespace) -> None:
    """Refuse a chat server without a model's name, and a name without a server."""
    if options.llm and not options.model:
        made.error("--llm needs --model NAME, as the server calls it")
    if options.model and not options.llm:
        made.error("--model is for --llm URL")


def proposed(options: argparse.Namespace) -> Asked:
    """What rules, a program or a server propose for each article that is named."""
    from annotations.suggestions.suggest import Kind, suggest
    from tui.cli.asked_models import from_chat, from_program

    articles = list(read(options.articles))
    kinds = options.kinds or tuple(Kind)
    if options.program is not None:
        found = from_program(options.program, articles)
    elif options.llm is not None:
        found = from_chat(options.llm, options.model, articles)
    else:
        parser = parser_of(options.spacy)
        return [(article, suggest(article, kinds, parser), {}) for article in articles]
    return of_kinds(found, kinds)


def show_of_file(options: argparse.Namespace) -> int:
    """Print what a file proposes for articles; 1 if anything in it was skipped, else 0."""
    from annotations.exchange.reports import LossCounts

    skipped = LossCounts()
    articles = zip(options.articles, read(options.articles), strict=True)
    show(of_kinds(from_file(options.program, articles, skipped), options.kinds), options)
    return tell_skipped(skipped)


def of_kinds(found: Asked, kinds: Iterable[Kind] | None) -> Asked:
    """Of what a model proposes the kinds that are wanted; None wants all."""
    from annotations.suggestions.suggest import Kind

    wanted = set(Kind if kinds is None else kinds)
    return [
        (
            article,
            replace(
                each,
                attributions=each.attributions if Kind.ATTRIBUTIONS in wanted else (),
                claims=each.claims if Kind.CLAIMS in wanted else (),
            ),
            provenance,
        )
        for article, each, provenance in found
    ]


def show(found: Asked, options: argparse.Namespace) -> int:
    """Print what is proposed, as lines for people or as JSON."""
    from tui.cli.suggested import described, lines

    if options.json:
        from annotations.articles.text.json_text import json_bytes

        told = [
            described(article, each, explain=options.explain)
            | ({"provenance": provenance} if provenance else {})
            for article, each, provenance in found
        ]
        sys.stdout.buffer.write(json_bytes({"articles": told}, line=True))
    else:
        for index, (article, each, provenance) in enumerate(found):
            if index:
                print()
            everything = options.all or bool(provenance)
            for line in lines(article, each, everything=everything, explain=options.explain):
                print(line)
    for article, each, _ in found:
        for note in each.notes:
            print(f"crossread: {article.source}: {note}", file=sys.stderr)
    return 0


def more_of(label: str, options: argparse.Namespace) -> int:
    """Print the sentences of articles that are like those that carry a label in the store."""
    from annotations.suggestions.more_of_label.more_of_label import more_of_label
    from tui.cli.suggested import more_described, more_lines

    tagged, others = tagged_sentences(label, options)
    found = [
        (article, more_of_label(article, tagged, others)) for article in read(options.articles)
    ]
    if options.json:
        from annotations.articles.text.json_text import json_bytes

        told = {"label": label, "articles": [more_described(*each) for each in found]}
        sys.stdout.buffer.write(json_bytes(told, line=True))
        return 0
    for index, (article, more) in enumerate(found):
        if index:
            print()
        for line in more_lines(article, label, more, explain=options.explain):
            print(line)
    return 0


def tagged_sentences(label: str, options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """The sentences of the store's articles that carry a label, and those beside them.

    Raises `StoreError` where a person tagged too few with it, or none.
    """
    from annotations.articles import sentences
    from annotations.errors import StoreError
    from annotations.suggestions.more_of_label.more_of_label import ENOUGH
    from tui.cli.stores import open_store

    tagged: list[str] = []
    others: list[str] = []
    with open_store(options, read_only=True) as store:
        marks = [each for each in store.annotations(label=label) if not each.suggested]
        for name in dict.fromkeys(each.article for each in marks):
            article = store.article(name)
            spans = [each.span for each in marks if each.article == name]
            for block in article.blocks:
                for span in sentences(article, block):
                    meets = any(span.start < end and start < span.end for start, end in spans)
                    (tagged if meets else others).append(article.text[span.start : span.end])
    if len(tagged) < ENOUGH:
        raise StoreError(
            f"{label}: {len(tagged)} sentences are tagged with it; {ENOUGH} are needed before more"
            " of the same can be found"
        )
    return tagged, others


def read(names: list[str]) -> Iterator[Article]:
    """The articles that are named; ArticleError where one cannot be read."""
    from annotations.articles import read_article
    from tui.session.readable import readable

    for name in names:
        with busy("reading"):
            article = readable(read_article(name))
        yield article


def parser_of(model: str | None) -> NamedParser | None:
    """The parser that a spaCy model is; ParserError where there is none of its name."""
    from annotations.suggestions.attribution.parsed.spacy_parser import spacy_parser

    if model is None:
        return None
    with busy(f"loading {model}"):
        return spacy_parser(model)


def batch(source: str, jobs: int | None = None, model: str | None = None) -> int:
    """Print the attributions of every article of a JSON lines file, or of stdin for `-`.

    Raises `ArticleError`, which names the line, for one that is no article; what came before it
    has been answered. Raises `ParserError` before all where the spaCy model cannot be loaded.
    """
    parser_of(model)
    with closing(answers(source, jobs or usual_jobs(source), model)) as found:
        for line in counted(found, "read", total=partial(lines_in, source)):
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    return 0


def batch_of_chat(source: str, url: str, model: str) -> int:
    """Print what a chat server proposes for every article of a batch; see `chat_batch`."""
    from annotations.articles.text.json_text import json_bytes
    from tui.cli.asked_models import chat_batch

    found = chat_batch(url, model, texts(source))
    for line in counted(found, "asked", total=partial(lines_in, source)):
        sys.stdout.buffer.write(json_bytes(line, line=True))
        sys.stdout.buffer.flush()
    return 0


def batch_from(source: str, program: str) -> int:
    """Print what a file, or a program, proposes for every article of a batch.

    What is bad in either is skipped, and told at the end; 1 if anything was, else 0.
    """
    from annotations.articles.text.json_text import json_bytes
    from annotations.exchange.reports import LossCounts

    skipped = LossCounts()
    ask = file_batch if is_file(program) else program_batch
    found = ask(program, texts(source, skipped.lose), skipped)
    for line in counted(found, "read", total=partial(lines_in, source)):
        sys.stdout.buffer.write(json_bytes(line, line=True))
        sys.stdout.buffer.flush()
    return tell_skipped(skipped)


def answers(source: str, count: int, model: str | None = None) -> Generator[bytes, None, None]:
    """The lines to print for a batch, made by so many processes."""
    from annotations.parallel import in_order, local_processes

    asked = partial(answer, model=model)
    if count == 1:
        return (asked(text) for text in texts(source))
    return in_order(asked, texts(source), lambda: local_processes(count), count)


def answer(text: Text, model: str | None = None) -> bytes:
    """Propose attributions for one article of a batch; the line that is printed for it."""
    from annotations.articles import article_from_text
    from annotations.articles.text.json_text import json_bytes
    from annotations.suggestions.suggest import Kind, suggest
    from tui.cli.suggested import offsets

    name, words = text
    article = article_from_text(words)
    found = suggest(article, [Kind.ATTRIBUTIONS], parser_of(model)).attributions
    return json_bytes({"id": name, "attributions": [offsets(each) for each in found]}, line=True)


def texts(source: str, skip: Callable[[str, str], None] | None = None) -> Iterator[Text]:
    """The articles of a batch: id and text.

    Raises `ArticleError` for a line that has none; where there is a `skip`, it is told instead.
    """
    for where, article in json_lines(source, skip):
        match article:
            case {"id": identity, "text": str(text)}:
                yield identity, text
            case _ if skip is None:
                raise ArticleError(f'{where}: not {{"id", "text"}}')
            case _:
                skip('lines without "id" and "text"', where)
