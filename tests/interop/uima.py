"""Load an export into dkpro-cassis and, where it is, Apache UIMA itself, write it anew, and compare.

    python -m tests.interop.uima [ENVIRONMENT]

Installs dkpro-cassis in an environment of its own, which ENVIRONMENT may be already; the export here needs the extra `cas`.
UIMA is of Java: it is asked where there are `java` with its compiler, and the jar of Debian's `libuima-core-java`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from annotations.exchange import export, import_file
from annotations.store import Store
from tests.exchange.stores import LEFT, RIGHT, SAMPLE, empty, said, stored, ties
from tests.interop.environment import environment, told, version

WIDE = "👍👍 "
PLAN = replace(
    SAMPLE,
    texts=(WIDE + LEFT, RIGHT),
    marks=tuple(
        (side, start + len(WIDE) * (not side), end + len(WIDE) * (not side), *rest)
        for side, start, end, *rest in SAMPLE.marks
    ),
)
"""The sample with two emoji before all in one text, each two units of UTF-16."""
JAR = Path("/usr/share/java/uimaj-core.jar")
ANEW = """
import sys, cassis
from pathlib import Path
folder, out = map(Path, sys.argv[1:])
with (folder / "TypeSystem.xml").open("rb") as file:
    types = cassis.load_typesystem(file)
for path in folder.glob("*.xmi"):
    with path.open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    assert not cas.typecheck(), cas.typecheck()
    cas.to_xmi(out / "xmi" / path.name)
    cas.to_json(out / "json" / path.with_suffix(".json").name)
"""


def came_back(folder: Path, store: Store) -> bool:
    """Whether what an importer makes of the files of a folder says what the store says."""
    with empty() as other:
        for path in folder.iterdir():
            import_file(other, path, format="cas-xmi", as_is=True)
        names = ("id", "annotator", "note", "created")
        return said(other, *names) == said(store, *names) and ties(other) == ties(store)[:1]


def in_java(folder: Path, store: Store) -> tuple[str, dict[str, bool]]:
    """The version of UIMA, and what of it holds; none where it is not there, which CI must not take for well."""
    if not JAR.exists() or shutil.which("javac") is None:
        return "", {"UIMA and a Java compiler are there": False} if os.environ.get("CI") else {}
    reader = Path(__file__).with_name("ReadCas.java")
    done = subprocess.run(
        ["java", "-cp", JAR, reader, folder / "TypeSystem.xml", *folder.glob("*.xmi")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *records, (release,) = map(json.loads, done.stdout.splitlines())
    marks = sorted([m.quote, m.label, m.note, m.annotator] for m in store.annotations())
    return release, {
        "every span covers its quote, with what it says": sorted(r for r in records if len(r) == 4) == marks,
        "relations lead from and to the right spans": len([r for r in records if len(r) == 3]) == 1
        and [r[1] for r in records if len(r) == 3] == ["attributed_to"],
    }  # fmt: skip


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as made, stored(PLAN) as store:
        folder = Path(made)
        python = environment(given or f"{made}/env", "dkpro-cassis")
        export(store, format="cas-xmi", out=folder / "out")
        for name in ("xmi", "json"):
            (folder / name).mkdir()
        done = subprocess.run(
            [python, "-c", ANEW, folder / "out", folder], capture_output=True, text=True
        )
        release, checks = in_java(folder / "out", store)
        program = f"Apache UIMA {release or 'not here'}; dkpro-cassis"
        told(program, version(python, "dkpro-cassis"), {
            **checks,
            "cassis takes it and finds no wrong type": done.returncode == 0,
            "the XMI that it writes comes back": came_back(folder / "xmi", store),
            "the JSON that it writes comes back": came_back(folder / "json", store),
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
