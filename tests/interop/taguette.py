"""Load a codebook into Taguette, take its own codebook files back, and compare.

    python -m tests.interop.taguette [ENVIRONMENT]

Installs Taguette in an environment of its own, which ENVIRONMENT may be already. Starts its server on this machine
alone, with a database that goes away. Taguette imports no highlights, so there is nothing else to load.
"""

from __future__ import annotations

import csv
import http.cookiejar
import io
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

from annotations.exchange import export, import_file
from annotations.marks import Label
from annotations.store import Store
from tests.exchange.stores import SAMPLE, Plan, empty, stored
from tests.interop.environment import environment, told, version

PORT = 8098
SITE = f"http://127.0.0.1:{PORT}"
PLAN = Plan(SAMPLE.texts, labels=(*SAMPLE.labels, Label("frame/cost", "What it costs.\nFor whom.")))


class Browser:
    """Speaks to the server as a browser does: with cookies, and their token in each form."""

    def __init__(self, address: str) -> None:
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.open(address, timeout=60).read()
        self.opener.open(f"{SITE}/project/new", timeout=60).read()
        self.token = next(str(each.value) for each in self.jar if each.name == "_xsrf")

    def get(self, path: str) -> bytes:
        answer = self.opener.open(f"{SITE}{path}", timeout=60)
        return bytes(answer.read())

    def post(self, path: str, fields: dict[str, str], file: bytes | None = None) -> tuple[str, str]:
        """The address that a form leads to, and the page there."""
        data = urllib.parse.urlencode({"_xsrf": self.token, **fields}).encode()
        request = urllib.request.Request(f"{SITE}{path}", data=data)
        if file is not None:
            line = "form-of-crossread"
            heads = (
                'name="_xsrf"\r\n\r\n' + self.token,
                'name="file"; filename="codebook.csv"\r\nContent-Type: text/csv\r\n\r\n',
            )
            first, second = (
                f"--{line}\r\nContent-Disposition: form-data; {each}" for each in heads
            )
            request.data = f"{first}\r\n{second}".encode() + file + f"\r\n--{line}--\r\n".encode()
            request.add_header("Content-Type", f"multipart/form-data; boundary={line}")
        with self.opener.open(request, timeout=60) as answer:
            return str(answer.url), answer.read().decode()


def address_of(server: subprocess.Popen[str]) -> str:
    """The address with the key that the server prints once it is there."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"/\?token=\w+", line):
            return SITE + found.group()
    raise SystemExit("Taguette did not start")


def labels(store: Store) -> dict[str, str]:
    return {str(each["id"]): str(each.get("definition", "")) for each in store.labels()}


def main(given: str) -> None:
    with tempfile.TemporaryDirectory() as folder, stored(PLAN) as store, empty() as other:
        python = environment(given or f"{folder}/env", "taguette")
        export(store, format="csv", out=Path(folder, "out"))
        book = Path(folder, "out", "codebook.csv").read_bytes()
        with subprocess.Popen(
            [python.with_name("taguette"), "--no-browser", "-p", str(PORT), "--database", f"{folder}/x.sqlite3"],
            env={**os.environ, "HOME": folder, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as server:  # fmt: skip
            try:
                browser = Browser(address_of(server))
                where, _ = browser.post("/project/new", {"name": "crossread", "description": ""})
                project = "/project/" + where.rpartition("/project/")[2].split("/")[0]
                _, form = browser.post(f"{project}/import_codebook", {}, book)
                fields = dict(re.findall(r'name="(tag\d+-path)"[^>]*value="([^"]*)"', form))
                rows = {
                    row["path"]: row
                    for row in csv.DictReader(io.StringIO(book.decode("utf-8-sig")))
                }
                for name, path in list(fields.items()):
                    number = name.partition("-")[0]
                    fields[f"{number}-import"] = "on"
                    fields[f"{number}-description"] = rows[path]["description"]
                browser.post(f"{project}/import_codebook", fields)
                back = browser.get(f"{project}/export/codebook.csv").decode()
                Path(folder, "back.qdc").write_bytes(browser.get(f"{project}/export/codebook.qdc"))
            finally:
                server.terminate()
        held = {row["tag"]: row["description"] for row in csv.DictReader(io.StringIO(back))}
        report = import_file(other, Path(folder, "back.qdc"))
        told("Taguette", version(python, "taguette"), {
            "every label is in the form that it shows": set(fields.values()) >= set(rows),
            "every label is there": set(held) >= set(rows),
            "definitions are there": all(held[path] == row["description"] for path, row in rows.items()),
            "its own codebook comes in": set(labels(other)) >= {"theme/travel", "frame/cost"} and not report.losses,
        })  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
