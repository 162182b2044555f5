"""How UIMA CAS is read and written, broken one small thing at a time."""

from __future__ import annotations

from tests.mutations.harness import Mutation, Room

CAS = Room(
    "cas",
    "annotations/exchange/formats/corpora",
    "tests/exchange/formats",
    (
        Mutation(
            "a reference is any number",
            "test_cas",
            "cas.py",
            "if ids and (told is False or (told is None and known.issuperset(ids))):",
            "if ids and told is not True:",
        ),
        Mutation(
            "the type system does not say what is a number",
            "test_cas",
            "cas.py",
            "return found in _PRIMITIVES or self._above.get(found) in _PRIMITIVES",
            "return None",
        ),
        Mutation(
            "an end that is not there makes a relation a span",
            "test_cas",
            "cas.py",
            "sure = name == _ARRAY or feature in ENDS",
            "sure = name == _ARRAY",
        ),
        Mutation(
            "an array is a span's own link",
            "test_cas",
            "cas.py",
            'if found is not None and found.type.endswith(("FSArray", "[]")):',
            "if False:",
        ),
        Mutation(
            "offsets are code points",
            "test_cas",
            "cas_reader.py",
            "Span(*(canonical_offset(text, units.back(at)) for at in (each.begin, each.end))),",
            "Span(*(canonical_offset(text, at) for at in (each.begin, each.end))),",
        ),
        Mutation(
            "what is deleted comes in",
            "test_cas",
            "cas_reader.py",
            "if each.id not in cas.members:",
            "if False:",
        ),
        Mutation(
            "a relation leads the other way",
            "test_cas",
            "cas.py",
            'ENDS = ("Governor", "Dependent")',
            'ENDS = ("Dependent", "Governor")',
        ),
        Mutation(
            "the state before work counts as somebody's",
            "test_cas",
            "cas_reader.py",
            'elif member.suffix == ".zip" and not _initial(archive, member):',
            'elif member.suffix == ".zip":',
        ),
        Mutation(
            "archives in an archive have a bound each",
            "test_cas",
            "cas_reader.py",
            'left -= len(file.data) + len(file.types or b"")',
            "left -= 0",
        ),
        Mutation(
            "the work of a project is nobody's",
            "test_cas",
            "cas_reader.py",
            'member.stem if project else ""',
            '""',
        ),
        Mutation(
            "a label may be an address",
            "test_cas",
            "cas_reader.py",
            'if value and len(value) <= _LONGEST and "://" not in value:',
            "if value and len(value) <= _LONGEST:",
        ),
        Mutation(
            "a link is called by its feature",
            "test_cas",
            "cas_reader.py",
            'kind = found.values.get("role", feature)',
            "kind = feature",
        ),
        Mutation(
            "a suggested relation is accepted",
            "test_cas",
            "cas_reader.py",
            'proposed = each.type == RELATION and values.get("status") == SUGGESTION',
            "proposed = False",
        ),
        Mutation(
            "a relation stands where it leads from",
            "test_cas",
            "cas_xmi.py",
            'place = {"begin": two.begin, "end": two.end}',
            'place = {"begin": one.begin, "end": one.end}',
        ),
        Mutation(
            "space is a word",
            "test_cas",
            "cas_xmi.py",
            "        if not article.text[start:end].isspace():\n",
            "        if True:\n",
        ),
        Mutation(
            "text outside the blocks is in no sentence",
            "test_cas",
            "cas_xmi.py",
            "    yield from _lines(article.text, done, len(article.text))\n",
            "",
        ),
    ),
)
