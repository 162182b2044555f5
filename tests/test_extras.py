"""The hint of a missing extra is a command that works for how crossread was installed."""

from __future__ import annotations

import json
import shlex
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from annotations import extras
from annotations.extras import install_command


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make it look as if crossread were installed in an environment of a kind."""

    def install(*files: str, origin: dict[str, Any] | None = None, pip: bool = True) -> Path:
        for name in files:
            (tmp_path / name).touch()

        class Distribution:
            def read_text(self, name: str) -> str | None:
                assert name == "direct_url.json"
                return json.dumps(origin) if origin else None

        monkeypatch.setattr(sys, "prefix", str(tmp_path))
        monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
        monkeypatch.setattr(extras, "distribution", lambda name: Distribution())
        spec = ModuleSpec("pip", None) if pip else None
        monkeypatch.setattr(extras, "find_spec", lambda name: spec)
        return tmp_path

    return install


FOLDER = {"url": "file:///home/ana/my%20clone", "dir_info": {"editable": True}}


def test_a_checkout_is_told_of_its_script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = tmp_path / "a clone"
    (root / "annotations").mkdir(parents=True)
    (root / "run.py").touch()
    monkeypatch.setattr(extras, "__file__", str(root / "annotations" / "extras.py"))
    monkeypatch.setattr(sys, "prefix", str(root / ".venv"))
    assert install_command("pdf") == f"python3 {shlex.quote(str(root / 'run.py'))} --with pdf"


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("pipx_metadata.json", "pipx install --force"),
        ("uv-receipt.toml", "uv tool install --force"),
    ],
)
def test_a_tool_is_installed_anew_from_where_it_came(
    installed: Any, file: str, command: str
) -> None:
    installed(file)
    assert install_command("pdf") == f"{command} 'crossread[pdf]'"
    installed(file, origin=FOLDER)
    assert install_command("pdf") == f"{command} '/home/ana/my clone[pdf]'"


def test_in_an_environment_pip_is_the_one_of_this_python_or_uv(installed: Any) -> None:
    folder = installed()
    assert install_command("web") == f"{folder}/python -m pip install 'crossread[web]'"
    installed(pip=False)
    assert install_command("web") == f"uv pip install --python {folder}/python 'crossread[web]'"


def test_a_name_of_ours_is_not_taken_from_an_index_that_it_did_not_come_from(
    installed: Any,
) -> None:
    origin: dict[str, Any] = {"url": "https://code.example/x", "vcs_info": {"vcs": "git"}}
    installed(origin=origin)
    assert "'crossread[web] @ git+https://code.example/x'" in install_command("web")
    installed(origin={"url": "file:///tmp/crossread-1.whl", "archive_info": {}})
    assert "'crossread[web] @ file:///tmp/crossread-1.whl'" in install_command("web")
