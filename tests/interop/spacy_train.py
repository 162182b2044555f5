"""Load an export into spaCy, and train a span categorizer on it.

python -m tests.interop.spacy_train [ENVIRONMENT]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from annotations.exchange import export
from annotations.marks import suggestion
from annotations.store import Command
from annotations.store.commands import annotation_edit
from tests.exchange.stores import SAMPLE, stored
from tests.interop.environment import environment, told, version

COUNTING = """
import sys, spacy
from spacy.tokens import DocBin
docs = list(DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("xx").vocab))
print(sum(len(d.spans["sc"]) for d in docs), sum(len(d.spans.get("suggestions", ())) for d in docs))
"""


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as folder, stored(SAMPLE) as store:
        python = environment(given or f"{folder}/env", "spacy")
        # The export runs here, with the spaCy of that environment behind our own packages.
        site = next(python.parent.parent.glob("lib/python*/site-packages"))
        sys.path.append(str(site))
        mark = store.annotations()[0]
        store.do(Command("x", (annotation_edit(mark, suggestion(mark, "model 7")),)))
        gold = Path(folder, "gold.spacy")
        export(store, format="spacy", out=gold, suggestions=True)
        counts = subprocess.run(
            [python, "-c", COUNTING, gold], capture_output=True, text=True, check=True
        ).stdout.split()
        config = Path(folder, "config.cfg")
        subprocess.run(
            [python, "-m", "spacy", "init", "config", config, "--lang", "xx", "--pipeline", "spancat"],
            check=True, capture_output=True,
        )  # fmt: skip
        trained = subprocess.run(
            [python, "-m", "spacy", "train", config, "--paths.train", gold, "--paths.dev", gold,
             "--output", f"{folder}/model", "--training.max_steps", "2", "--training.eval_frequency", "1"],
            capture_output=True, text=True,
        )  # fmt: skip
        told("spaCy", version(python, "spacy"), {
            "gold has what people marked": counts[0] == "5",
            "suggestions are apart": counts[1] == "1",
            "a span categorizer trains": trained.returncode == 0,
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
