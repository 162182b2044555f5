"""What is shipped: everything that the packages need to run, and nothing that they do not."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

BROUGHT = {"sentence_transformers"}
"""Modules that no extra installs, for their size: used where the user has them already."""

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def shipped() -> set[str]:
    """Every file of the two packages that is not made by running them."""
    return {
        str(path.relative_to(ROOT))
        for package in ("annotations", "tui")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_both_packages_whole_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == shipped()
    assert any(name.endswith("/LICENSE") for name in names)
    assert {"tui/sample/harbour-dispatch.txt", "tui/py.typed", "annotations/py.typed"} <= names


def test_the_source_distribution_can_be_tested(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped() <= names
    assert {"pyproject.toml", "run.py", "README.md", "LICENSE", "tests/test_house.py"} <= names
    assert {
        "docs/store.md",
        "CONTRIBUTING.md",
        "tests/benchmarks/gold_example/made_up.jsonl",
    } <= names
    assert {".github/workflows/ci.yml", ".pre-commit-config.yaml", ".ci/run"} <= names


def test_every_import_is_of_a_declared_dependency() -> None:
    """A module that comes along with somebody else's dependencies may be gone tomorrow."""
    extras = PROJECT["project"].get("optional-dependencies", {}).values()
    wanted = [*PROJECT["project"]["dependencies"], *(name for extra in extras for name in extra)]
    declared = {requirement_name(requirement) for requirement in wanted}
    homes = packages_distributions()
    for path in (ROOT / name for name in shipped() if name.endswith(".py")):
        for top in imports(path) - sys.stdlib_module_names - {"annotations", "tui"} - BROUGHT:
            names = {name.lower().replace("_", "-") for name in homes.get(top, [top])}
            assert names & declared, (
                f"{path.relative_to(ROOT)} imports {top}, which is not declared"
            )


def requirement_name(requirement: str) -> str:
    """`rapidfuzz` of `rapidfuzz>=3.14,<4`."""
    end = next((at for at, char in enumerate(requirement) if char in "<>=!~[; "), None)
    return requirement[:end].lower().replace("_", "-")


def imports(path: Path) -> set[str]:
    """Tops of the names of all modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found
