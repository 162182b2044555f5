"""A sentence model in a folder of the user, in model2vec or sentence-transformers format.

Nothing here is imported unless a folder is named, and nothing is ever downloaded. Needs the extra
`crossread[semantic]` for a model2vec folder, and `sentence-transformers` for one of that format.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import redirect_stderr
from hashlib import sha256
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

from annotations.errors import CrossreadError
from annotations.extras import install_command

MODEL2VEC, TRANSFORMERS = "model2vec", "sentence_transformers"


class _Loaded:
    """A model behind the one call that is needed, quiet about its progress."""

    fitted = False

    def __init__(self, model: Any, path: str | Path) -> None:
        self._model = model
        self._path = path
        self.name = f"{Path(path).resolve()} {_state(Path(path))}"

    def encode(self, texts: Sequence[str]) -> Any:
        try:
            return self._model.encode(list(texts), show_progress_bar=False)
        except Exception as error:  # a model is the user's own, and raises what it likes
            raise _unreadable(self._path, error) from error


def load_folder(path: str | Path) -> _Loaded:
    """Load a model from a folder in model2vec or sentence-transformers format.

    Raises CrossreadError as `reader_of` does, and where the model itself is damaged.
    """
    package = reader_of(path)
    try:
        with redirect_stderr(StringIO()):  # where transformers draws a bar of its own
            return _Loaded(_opened(Path(path), package), path)
    except ImportError as error:
        raise _missing(path, package, error.name or package) from error
    except Exception as error:  # what a damaged file makes of these libraries has no common name
        raise _unreadable(path, error) from error


def reader_of(path: str | Path) -> str:
    """Name the package that reads the model in a folder, without importing it.

    Raises CrossreadError where there is no model of either format, or the package is missing.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise CrossreadError(
            f"{path}: no such folder; name the folder of a sentence model (none is downloaded)"
        )
    try:
        package = _format(folder)
    except (OSError, ValueError, AttributeError) as error:
        raise _unreadable(path, error) from error
    if package is None:
        raise CrossreadError(
            f"{path}: neither a model2vec nor a sentence-transformers folder;"
            " it should hold config.json and modules.json"
        )
    if find_spec(package) is None:
        raise _missing(path, package, package)
    return package


def _missing(path: str | Path, package: str, name: str) -> CrossreadError:
    extra = package == MODEL2VEC  # sentence-transformers is none, for its size
    how = install_command("semantic") if extra else "pip install sentence-transformers"
    return CrossreadError(f"{path}: to read it, {name} is missing: {how}")


def _unreadable(path: str | Path, error: Exception) -> CrossreadError:
    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    return CrossreadError(f"{path}: the model cannot be read ({reason})")


def _format(folder: Path) -> str | None:
    """Tell by its two small files what reads a folder; None where nothing here does."""
    config = _json(folder / "config.json") or {}
    modules = _json(folder / "modules.json") or []
    types = [str(module.get("type", "")) for module in modules]
    # A static model in the other format's dress needs no torch to be read.
    if config.get("model_type") == MODEL2VEC or any(
        each.endswith("StaticEmbedding") for each in types
    ):
        return MODEL2VEC
    return TRANSFORMERS if types else None


def _state(folder: Path) -> str:
    """What tells a model from another in the same folder: its files' names, sizes and times."""
    digest = sha256()
    for file in sorted(folder.rglob("*")):
        found = file.stat()
        digest.update(f"{file.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _opened(folder: Path, package: str) -> Any:
    if package == MODEL2VEC:
        from model2vec import StaticModel

        return StaticModel.from_pretrained(folder, force_download=False)
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), local_files_only=True)


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else None
