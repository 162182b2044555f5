"""The files by which other tools know the project agree with what is there."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_citation_is_of_this_version() -> None:
    citation = load("CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"] and citation["authors"]
    for name, given in (("title", "name"), ("version", "version"), ("license", "license")):
        assert str(citation[name]) == PROJECT[given]


def test_hosted_checks_run_the_project_s_own_on_three_systems() -> None:
    job = load(".github/workflows/ci.yml")["jobs"]["test"]
    matrix = job["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["system"]} == {
        "ubuntu",
        "macos",
        "windows",
    }
    assert PROJECT["requires-python"] == f">={matrix['python'][0]}"
    runs = {step["run"]: step["if"] for step in job["steps"] if "run" in step}
    assert runs == {
        ".ci/run": "runner.os != 'Windows'",
        "python run.py test": "runner.os == 'Windows'",
    }


HOOKS = {
    hook["id"]: hook for repo in load(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]
}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_before_a_commit_runs_what_the_environment_has(name: str) -> None:
    hook = HOOKS[name]
    python, dash_m, module, *arguments = hook["entry"].split()
    assert (hook["language"], python, dash_m) == ("system", ".venv/bin/python", "-m")
    assert importlib.util.find_spec(module)
    assert all((ROOT / word).exists() for word in arguments if word.startswith("tests/"))
