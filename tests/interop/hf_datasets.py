"""Load an export into Hugging Face's `datasets`, and compare its rows with the store.

python -m tests.interop.hf_datasets [ENVIRONMENT]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from annotations.exchange import export
from tests.exchange.stores import SAMPLE, stored
from tests.interop.environment import environment, told, version

ROWS = """
import json, sys
from datasets import load_dataset
data = load_dataset(sys.argv[1])
print(json.dumps([list(data), [[row["annotation_id"], row["start"], row["end"], row["quote"]] for row in data["train"]]]))
"""


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as folder, stored(SAMPLE) as store:
        python = environment(given or f"{folder}/env", "datasets")
        # The export runs here, with the pyarrow of that environment behind our own packages.
        sys.path.append(str(next(python.parent.parent.glob("lib/python*/site-packages"))))
        export(store, format="hf", out=Path(folder, "out"))
        done = subprocess.run(
            [python, "-c", ROWS, Path(folder, "out")],
            env={**os.environ, "HF_HOME": f"{folder}/home", "HF_HUB_OFFLINE": "1"},
            capture_output=True, text=True,
        )  # fmt: skip
        splits, rows = json.loads(done.stdout) if done.returncode == 0 else ([], [])
        marks = sorted([m.id, m.start, m.end, m.quote] for m in store.annotations())
        told("datasets", version(python, "datasets"), {
            "it is loaded by its card": splits == ["train"],
            "every annotation is a row": sorted(rows) == marks,
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
