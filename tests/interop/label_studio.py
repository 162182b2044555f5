"""Load an export into Label Studio, take its JSON export back, and compare.

    python -m tests.interop.label_studio [ENVIRONMENT]

Installs Label Studio in an environment of its own, which ENVIRONMENT may be already. Starts its server on this
machine alone, with a database that goes away.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from annotations.exchange import export, import_file
from annotations.marks import suggestion
from annotations.store import Command
from annotations.store.commands import annotation_edit
from tests.exchange.stores import SAMPLE, empty, said, stored, ties
from tests.interop.environment import environment, told, version

PORT = 8097
TOKEN = "0123456789abcdef0123456789abcdef01234567"


def call(path: str, data: object = None, method: str = "") -> Any:
    """The server's answer to a request, as JSON."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}",
        data=body,
        method=method or ("GET" if data is None else "POST"),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{path}: {error.code} {error.read()[:600]!r}") from error


def wait(server: subprocess.Popen[bytes]) -> None:
    """Until the server answers; it is given five minutes."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=2)
        except OSError:
            if server.poll() is not None:
                raise SystemExit("Label Studio did not start") from None
            time.sleep(1)
        else:
            return
    raise SystemExit("Label Studio does not answer")


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as folder, stored(SAMPLE) as store, empty() as other:
        python = environment(given or f"{folder}/env", "label-studio")
        settings = {
            **os.environ,
            "LABEL_STUDIO_BASE_DATA_DIR": f"{folder}/data",
            "LABEL_STUDIO_USERNAME": "boss@example.org",
            "LABEL_STUDIO_PASSWORD": "not a secret 1",
            "LABEL_STUDIO_USER_TOKEN": TOKEN,
            "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
            "COLLECT_ANALYTICS": "false",
        }
        command = [str(python.with_name("label-studio")), "start", "--no-browser", "--port", str(PORT),
                   "--internal-host", "127.0.0.1"]  # fmt: skip
        log = subprocess.DEVNULL
        server = subprocess.Popen(command, env=settings, stdout=log, stderr=log, cwd=folder)
        try:
            wait(server)
            mark = next(each for each in store.annotations() if each.label == "cue")
            store.do(Command("x", (annotation_edit(mark, suggestion(mark, "model 7")),)))
            out = Path(folder, "out")
            export(store, format="label-studio", out=out)
            config = (out / "label_config.xml").read_text()
            project = call("/api/projects", {"title": "crossread", "label_config": config})["id"]
            loaded = call(
                f"/api/projects/{project}/import", json.loads((out / "tasks.json").read_text())
            )
            back = Path(folder, "back.json")
            back.write_text(json.dumps(call(f"/api/projects/{project}/export?exportType=JSON")))
            report = import_file(other, back, format="label-studio", as_is=True)
        finally:
            server.terminate()
            server.wait()
        told("Label Studio", version(python, "label-studio"), {
            "annotations taken": loaded["annotation_count"] == 2,
            "predictions taken": loaded["prediction_count"] == 1,
            "nothing is left out on the way back": not report.losses and not report.problems,
            "everybody has their own work back": said(other, "id", "annotator", "note")
            == said(store, "id", "annotator", "note"),
            "suggestions are suggestions": [each.id for each in other.annotations() if each.suggested]
            == [mark.id],
            "relations come back": set(ties(other)) <= set(ties(store)) and bool(ties(other)),
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
