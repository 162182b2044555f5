"""Load an export into doccano, take its download back, and compare.

    python -m tests.interop.doccano [ENVIRONMENT]

Installs doccano in an environment of its own, which ENVIRONMENT may be already, with three of its libraries older than what it
takes by itself and does not start with. Its HTTP interface is asked inside the process that it runs in, with its tasks done
at once: no server listens. Its database goes away.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from annotations.exchange import export, import_file
from tests.exchange.stores import SAMPLE, empty, said, stored, ties
from tests.interop.environment import environment, told, version

INSIDE = """
import os, sys, json, backend
sys.path.insert(0, os.path.dirname(backend.__file__))
import django
django.setup()
from config.celery import app
from django.conf import settings
from django.core.management import call_command
from django.test import Client
app.conf.task_always_eager = app.conf.task_store_eager_result = True
settings.ALLOWED_HOSTS = ["*"]
call_command("migrate", verbosity=0)
call_command("create_roles")
call_command("create_admin", "--noinput", username="boss", password="not a secret 1", email="boss@example.org")
client = Client()
assert client.login(username="boss", password="not a secret 1")

def call(path, data):
    answer = client.post("/v1/" + path, json.dumps(data), content_type="application/json")
    assert answer.status_code < 300, (path, answer.status_code, answer.content[:600])
    return answer.json()

project = call("projects", {"name": "crossread", "description": "x", "guideline": "", "resourcetype": "SequenceLabelingProject",
    "project_type": "SequenceLabeling", "allow_overlapping": True, "use_relation": True, "grapheme_mode": False, "tags": [],
    "collaborative_annotation": True})["id"]
with open(sys.argv[1], "rb") as file:
    upload = client.post("/v1/fp/process/", {"filepond": file}).content.decode()
call(f"projects/{project}/upload", {"format": "JSONL", "uploadIds": [upload], "task": "RelationExtraction",
    "column_data": "text", "column_label": "label", "encoding": "utf_8"})
from django_celery_results.models import TaskResult
told = TaskResult.objects.latest("date_done").result
task = call(f"projects/{project}/download", {"format": "JSONL", "exportApproved": False})["task_id"]
answer = client.get(f"/v1/projects/{project}/download?taskId={task}")
with open(sys.argv[2], "wb") as file:
    file.write(b"".join(answer.streaming_content))
print(told)
"""


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as folder, stored(SAMPLE) as store, empty() as other:
        python = environment(
            given or f"{folder}/env", "doccano", "marshmallow<4", "setuptools<81", "numpy<2"
        )
        out, back = Path(folder, "out.jsonl"), Path(folder, "back.zip")
        export(store, format="doccano", out=out)
        settings = {**os.environ, "DOCCANO_HOME": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
                    "MEDIA_ROOT": f"{folder}/media", "STANDALONE": "True",
                    "DJANGO_SETTINGS_MODULE": "config.settings.production"}  # fmt: skip
        done = subprocess.run(
            [python, "-c", INSIDE, out, back], env=settings, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        report = import_file(other, back, as_is=True)
        told("doccano", version(python, "doccano"), {
            "doccano finds no fault": json.loads(done.stdout.splitlines()[-1]) == {"error": []},
            "nothing is left out on the way back": not report.losses and not report.problems,
            "everybody has their own spans back": said(other, "annotator") == said(store, "annotator"),
            "relations come back": ties(other) == ties(store)[:1],
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
