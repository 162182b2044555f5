"""Expand a W3C export by a JSON-LD processor, and look every term up in the Web Annotation vocabulary itself.

    python -m tests.interop.w3c_terms [ENVIRONMENT]

Installs pyld, and the vocabulary (the npm package `@vocabulary/oa`, made of www.w3.org/ns/oa), in folders of their own. The context
www.w3.org/ns/anno.jsonld is in no package that we found (docs/formats.md names those that were looked through): the one that is used
here is written by hand (`FACTS` of `tests/exchange/test_w3c.py`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotations.exchange import export
from tests.exchange.stores import SAMPLE, stored
from tests.exchange.test_w3c import FACTS, OA
from tests.interop.environment import environment, npm_environment, npm_version, told, version

EXPAND = """
import json, sys
from pyld import jsonld
document, context = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
load = lambda url, options=None: {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}
dropped = []
found = jsonld.expand(document, {"documentLoader": load, "on_property_dropped": dropped.append})
print(json.dumps([found, dropped]))
"""


def terms(value: object) -> Iterator[str]:
    """All names and types in an expanded document."""
    if isinstance(value, dict):
        if value.get("@type") == "@json":
            return
        for name, inside in value.items():
            yield name
            if name in ("@type", "@id"):
                yield from inside if isinstance(inside, list) else [inside]
            else:
                yield from terms(inside)
    for each in value if isinstance(value, list) else ():
        yield from terms(each)


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as made, stored(SAMPLE) as store:
        python = environment(given or f"{made}/env", "pyld")
        packages = npm_environment(f"{made}/npm", "@vocabulary/oa")
        vocabulary = (packages / "node_modules/@vocabulary/oa/oa.nq").read_text()
        known = set(re.findall(rf"^<({re.escape(OA)}\w+)>", vocabulary, re.MULTILINE))
        document, context = Path(made, "annotations.jsonld"), Path(made, "context.json")
        export(store, format="w3c", out=document)
        context.write_text(json.dumps(FACTS))
        done = subprocess.run(
            [python, "-c", EXPAND, document, context], capture_output=True, text=True, check=True
        )
        found, dropped = json.loads(done.stdout)
        used = {each for each in terms(found) if each.startswith(OA)}
        ours = {iri for each in FACTS.values() for iri in (each if isinstance(each, str) else each["@id"],)
                if iri.startswith(OA)}  # fmt: skip
        told(f"pyld {version(python, 'pyld')}, @vocabulary/oa", npm_version(packages, "@vocabulary/oa"), {
            "no property is dropped": not dropped,
            f"the {len(used)} terms of an export are in the vocabulary": bool(used) and used <= known,
            "and so are all of the context that the tests use": ours <= known,
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
