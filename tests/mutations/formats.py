"""How single formats are read and written, broken one small thing at a time."""

from __future__ import annotations

from tests.mutations.harness import Mutation, Room

FORMATS = Room(
    "formats",
    "annotations/exchange",
    "tests/exchange",
    (
        Mutation(
            "an orphan is written at its old place",
            "test_merging",
            "common.py",
            "        if annotation.state is AnchorState.ORPHAN:\n",
            "        if False:\n",
        ),
        Mutation(
            "two names that differ in case are one file",
            "test_machines",
            "common.py",
            "while name.casefold() in taken:",
            "while name in taken:",
        ),
        Mutation(
            "a token swallows a space that is marked",
            "test_machines",
            "common.py",
            " and start not in starts and end not in ends:",
            ":",
        ),
        Mutation(
            "a file of another program is read as crossread's",
            "test_jsonl",
            "formats/jsonl.py",
            "    if version not in range(1, VERSION + 1):\n",
            "    if False:\n",
        ),
        Mutation(
            "a text is not compared with its digest",
            "test_jsonl",
            "formats/jsonl.py",
            '    if article.sha256 != record["sha256"]:\n',
            "    if False:\n",
        ),
        Mutation(
            "links are written by what was decided",
            "test_jsonl",
            "formats/jsonl.py",
            "for link in sorted(\n            (*alignment.links, *alignment.rejected), key=lambda link: (link.left, link.right)\n        ):",
            "for link in (*alignment.rejected, *alignment.links):",
        ),
        Mutation(
            "a mark at the end of a block is in it",
            "test_csvset",
            "formats/tables/csv_files.py",
            "if offset < block.end:",
            "if offset <= block.end:",
        ),
        Mutation(
            "paragraphs are counted from none",
            "test_csvset",
            "formats/tables/csv_files.py",
            "return block.index + 1",
            "return block.index",
        ),
        Mutation(
            "the sides of a quotation are swapped",
            "test_csvset",
            "formats/tables/csv_files.py",
            'return "left" if pair.left == article_id else "right"',
            'return "right" if pair.left == article_id else "left"',
        ),
        Mutation(
            "a link beside another is moved",
            "test_csvset",
            "formats/tables/csv_files.py",
            "moved = link.right < reached",
            "moved = link.right <= reached",
        ),
        Mutation(
            "the labels of a sequence project are not read",
            "test_machines",
            "formats/corpora/doccano.py",
            'record.get("label", record.get("labels", []))',
            'record.get("label", [])',
        ),
        Mutation(
            "a mark of brat need not quote what stands there",
            "test_machines",
            "formats/corpora/brat_reader.py",
            'if " ".join(told.split()) != " ".join(found[4].split()):',
            "if False:",
        ),
        Mutation(
            "brat's text may be a link",
            "test_machines",
            "formats/corpora/brat_reader.py",
            "if not source.is_file() or source.is_symlink():",
            "if not source.is_file():",
        ),
        Mutation(
            "fragments keep the space after a line",
            "test_machines",
            "formats/corpora/brat.py",
            "end = line.end() - (len(body) - len(body.rstrip()))",
            "end = line.end()",
        ),
        Mutation(
            "a rejected task comes in",
            "test_machines",
            "formats/corpora/prodigy.py",
            'if record.get("answer", "accept") != "accept":',
            "if False:",
        ),
        Mutation(
            "a byte order mark hides what a file is",
            "test_merging",
            "detection.py",
            '.removeprefix(b"\\xef\\xbb\\xbf")',
            "",
        ),
    ),
)
