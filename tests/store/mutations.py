"""Take out, one at a time, what keeps the store safe, and show which tests go red.

`python -m tests.store.mutations [WORD ...]` prints a table; with words, only mutations whose name
has one of them. Each runs one file of tests on a copy of the project with the mutation in it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORE = ROOT / "annotations" / "store"


@dataclass(frozen=True)
class Mutation:
    """One safeguard taken out: in `file`, `old`, which is there once, becomes `new`.

    `tests` is the file of tests that should go red, as `faults` for `test_faults.py`.
    """

    name: str
    tests: str
    file: str
    old: str
    new: str


MUTATIONS = [
    Mutation(
        "no sync after the append",
        "power_cut",
        "journalfile.py",
        "            disk.sync(self._descriptor)\n",
        "",
    ),
    Mutation(
        "no sync of the new file before the rename",
        "power_cut",
        "disk.py",
        "            write_all(descriptor, chunks)\n            sync(descriptor)\n        finally:\n            os.close(descriptor)\n        os.replace",
        "            write_all(descriptor, chunks)\n        finally:\n            os.close(descriptor)\n        os.replace",
    ),
    Mutation(
        "no sync of the directory after the rename",
        "power_cut",
        "disk.py",
        "        raise\n    sync_directory(path.parent)",
        "        raise",
    ),
    Mutation(
        "no sync of the directory after the journal is created",
        "power_cut",
        "storage.py",
        "        disk.sync_directory(self.path.parent)\n",
        "",
    ),
    Mutation(
        "written in place, not renamed",
        "power_cut",
        "disk.py",
        'fresh = path.with_name(path.name + ".new")',
        "fresh = path",
    ),
    Mutation(
        "the journal emptied before the snapshot is replaced",
        "power_cut",
        "storage.py",
        "        disk.replace(self.path, writer)\n",
        "        chunks = list(writer)\n        self._journal.replace(())\n        disk.replace(self.path, chunks)\n",
    ),
    Mutation(
        "what a failed append left is not cut",
        "faults",
        "storage.py",
        "            self._journal.cut(end.end, end.offset)\n",
        "            pass\n",
    ),
    Mutation(
        "a torn tail is not noticed",
        "damage",
        "journal.py",
        '            reading.damage.append(\n                f"{name}: the last line is cut off ({len(data) - position} bytes)"\n            )\n',
        "",
    ),
    Mutation(
        "a cut at a line's end is not noticed",
        "damage",
        "journal.py",
        "    if not ended:\n",
        "    if False:\n",
    ),
    Mutation(
        "no checksum of a line",
        "damage",
        "journal.py",
        '    if line[8:16] != b"%08x" % crc32(line[18:-1]):\n        return None\n',
        "",
    ),
    Mutation(
        "no chain from line to line",
        "damage",
        "journal.py",
        'if fields.get("prev") != place.crc and not reading.damage:',
        "if False:",
    ),
    Mutation(
        "no checksum of the snapshot",
        "damage",
        "snapshot.py",
        'left == 0 and f"{crc:08x}" == seal.crc',
        "left == 0",
    ),
    Mutation(
        "the journal is not tied to its snapshot",
        "damage",
        "reconcile.py",
        "elif (seal.generation, seal.checksum) != (head.generation, head.seal):",
        "elif False:",
    ),
    Mutation(
        "the journal of another store is taken",
        "damage",
        "reconcile.py",
        "elif seal.store != head.store:",
        "elif False:",
    ),
    Mutation(
        "reading stops at a bad line",
        "damage",
        "journal.py",
        'bytes at {position} are damaged")\n',
        'bytes at {position} are damaged")\n            break\n',
    ),
    Mutation(
        "a bad line stops the reading of the snapshot",
        "damage",
        "salvage.py",
        'salvaged.damage.append(f"{name}: line {place} ({len(line)} bytes) cannot be read")',
        'salvaged.damage.append(f"{name}: line {place} cannot be read")\n            break',
    ),
    Mutation(
        "damaged files are not set aside",
        "damage",
        "storage.py",
        '            self._set_aside("damaged")\n',
        "",
    ),
    Mutation(
        "damage is not told",
        "damage",
        "storage.py",
        "            self.notices.extend(state.damage)\n        elif",
        "        elif",
    ),
    Mutation(
        "acknowledged before it is written",
        "faults",
        "storage.py",
        "                    self._append(operations)\n                    own = [self._apply(operation) for operation in operations]",
        "                    own = [self._apply(operation) for operation in operations]\n                    self._append(operations)",
    ),
    Mutation(
        "an error does not reach the caller",
        "faults",
        "storage.py",
        "            self._take_back(end)\n            raise\n",
        "            self._take_back(end)\n            return\n",
    ),
    Mutation(
        "a short write is taken for a whole one",
        "faults",
        "disk.py",
        "        view = view[written:]\n",
        "        view = view[len(view) :]\n",
    ),
    Mutation(
        "no lock",
        "processes",
        "lock.py",
        "            _try(descriptor, shared=shared)\n",
        "            pass\n",
    ),
    Mutation(
        "the lock of a journal that was replaced counts",
        "processes",
        "journalfile.py",
        "            if self.named() == self._identity:\n                break\n",
        "            break\n",
    ),
    Mutation(
        "what others appended is not read",
        "processes",
        "storage.py",
        "        if self._is_last():\n            return []\n        end",
        "        return []\n        end",
    ),
    Mutation(
        "another's fold is not noticed",
        "processes",
        "storage.py",
        "        if self._journal.identity != self._identity:\n            return self._load_again()\n",
        "",
    ),
    Mutation(
        "a drive without locks is written to",
        "places",
        "lock.py",
        "                raise NoLocksError(str(error)) from error\n",
        "                return\n",
    ),
    Mutation(
        "a newer schema is opened",
        "schema",
        "storage.py",
        "        if version > SCHEMA:\n",
        "        if False:\n",
    ),
    Mutation(
        "an older store is migrated without a copy",
        "schema",
        "storage.py",
        '            self._set_aside(f"schema-{version}")\n',
        "",
    ),
    Mutation(
        "another program's file is taken for a store",
        "damage",
        "reconcile.py",
        "elif found.size and not OWN_TABLES & found.tables.keys():",
        "elif False:",
    ),
    Mutation(
        "a change on what was changed since is done",
        "store",
        "guard.py",
        "        if now != before and (now is None or before is None or decode(now) != decode(before)):",
        "        if False:",
    ),
    Mutation(
        "a quote is not compared with the text",
        "store",
        "guard.py",
        "if not 0 <= start < end <= len(text) or text[start:end] != quote:",
        "if False:",
    ),
    Mutation(
        "a relation may dangle",
        "store",
        "guard.py",
        '                if there("relations", relation_id):\n',
        "                if False:\n",
    ),
    Mutation(
        "an undo goes over what others changed",
        "undo",
        "history.py",
        '        if digest(now) != edit["now"]:\n',
        "        if False:\n",
    ),
    Mutation(
        "history grows without bound",
        "undo",
        "history.py",
        "numbers[: max(0, kept + 1 - limit)]",
        "numbers[:0]",
    ),
    Mutation(
        "NaN is saved as null",
        "store",
        "encoding.py",
        "            _refuse_unspeakable(document)\n",
        "            pass\n",
    ),
    Mutation(
        "a symbolic link is replaced by a file",
        "places",
        "place.py",
        "return Path(path).expanduser().resolve()",
        "return Path(path).expanduser().absolute()",
    ),
]


def mutated(mutation: Mutation) -> str:
    """The source of the mutation's file with the mutation in it."""
    source = (STORE / mutation.file).read_text(encoding="utf-8")
    assert source.count(mutation.old) == 1, f"{mutation.name}: {source.count(mutation.old)} places"
    return source.replace(mutation.old, mutation.new)


def red(mutation: Mutation) -> list[str]:
    """Names of the tests that fail with a mutation, up to two."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for part in ("annotations", "tests/store"):
            ignored = shutil.ignore_patterns("__pycache__", "test_library.py", "test_mutations.py")
            shutil.copytree(ROOT / part, copy / part, ignore=ignored)
        (copy / "tests" / "__init__.py").touch()
        shutil.copy(ROOT / "pyproject.toml", copy)
        (copy / "annotations" / "store" / mutation.file).write_text(mutated(mutation), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", f"tests/store/test_{mutation.tests}.py", "-q", "--maxfail=2", "--tb=no",
             "-p", "no:cacheprovider"],
            cwd=copy, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
    found = re.findall(r"^(?:FAILED|ERROR) tests/store/(.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return [name.removeprefix("test_").replace(".py::test_", ": ") for name in found]


def main(words: list[str]) -> int:
    """Print the table; the number of mutations that no test caught is the result."""
    missed = 0
    for mutation in MUTATIONS:
        if words and not any(word in mutation.name for word in words):
            continue
        names = red(mutation)
        missed += not names
        print(f"| {mutation.name} | {'<br>'.join(names) or '**none**'} |", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
