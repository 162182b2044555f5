"""Run every script of this folder, each in environments of its own, and say which did not hold.

    python -m tests.interop [NAME..]

What a script wants of the machine (`soffice`, `node`, a Chromium, `java`) is in its first lines.
"""

from __future__ import annotations

import subprocess
import sys

SCRIPTS = (
    "label_studio",
    "doccano",
    "taguette",
    "uima",
    "spacy_train",
    "hf_datasets",
    "anchoring",
    "w3c_terms",
    "pages",
    "libreoffice",
)


def main(names: list[str]) -> int:
    """1 if any of the scripts did not hold, else 0."""
    failed = []
    for name in names or SCRIPTS:
        if subprocess.run([sys.executable, "-m", f"tests.interop.{name}"]).returncode:
            failed.append(name)
    print(f"did not hold: {', '.join(failed)}" if failed else "all hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
