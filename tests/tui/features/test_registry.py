"""The features of a reader are loaded ahead of the first key, none left out."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tui.features import registry


def test_the_module_of_every_feature_is_loaded_ahead() -> None:
    tree = ast.parse(Path(registry.__file__).read_text(encoding="utf-8"))
    (features,) = [
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Features"
    ]
    modules = {node.module for node in ast.walk(features) if isinstance(node, ast.ImportFrom)}
    assert len(modules) > 20
    code = "import sys; from tui.features.registry import load; load(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert modules <= set(told.stdout.split())
