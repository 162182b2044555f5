"""Output that appears whole or not at all: written under a temporary name, synced, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.errors import ExchangeError
from annotations.store.engine.disk import sync, sync_directory

Chunks = Iterable[bytes]


def write_file(path: Path, chunks: Chunks, *, force: bool = False) -> None:
    """Write one file; `ExchangeError` if it is there already (without `force`) or cannot be."""
    with _plain_errors(path):
        if path.is_dir():
            raise ExchangeError(f"{path}: is a directory; name a file in it")
        if path.exists() and not path.is_file():  # a pipe or a device has no half-written state
            with path.open("wb") as file:
                file.writelines(chunks)
            return
        _refuse_existing(path, force)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb", 1 << 20) as file:
                file.writelines(chunks)
                file.flush()
                sync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
            _publish(temporary, path, force)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_directory(path.parent)


def write_stream(stream: BinaryIO, chunks: Chunks) -> None:
    """Write to a stream once all is made: what fails halfway has then written nothing."""
    with tempfile.TemporaryFile() as whole:
        whole.writelines(chunks)
        whole.seek(0)
        shutil.copyfileobj(whole, stream, 1 << 20)
    stream.flush()


def write_folder(path: Path, files: Iterable[tuple[str, Chunks]], *, force: bool = False) -> None:
    """Write a folder of files; with `force`, an older folder of that name is replaced.

    An older one is replaced only if all in it is files that an export would write.
    """
    with _plain_errors(path):
        _refuse_existing(path, force)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            for name, chunks in files:
                (temporary / name).parent.mkdir(exist_ok=True)
                with (temporary / name).open("wb", buffering=1 << 20) as file:
                    file.writelines(chunks)
                    file.flush()
                    sync(file.fileno())
            temporary.chmod(0o777 & ~_umask())
            sync_directory(temporary)
            _replace_folder(temporary, path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        sync_directory(path.parent)


def _replace_folder(temporary: Path, path: Path) -> None:
    if not path.exists():
        temporary.rename(path)
        return
    if not path.is_dir():
        raise ExchangeError(f"{path}: is a file; name a folder")
    strange = _names(path) - _names(temporary)
    if strange:
        raise ExchangeError(
            f"{path}: holds {min(strange)!r}, which this export does not write; name another folder"
        )
    old = Path(tempfile.mkdtemp(prefix=f".{path.name}.old.", dir=path.parent))
    path.rename(old / "old")
    temporary.rename(path)
    shutil.rmtree(old)


def _names(folder: Path) -> set[str]:
    """All below a folder, relative to it."""
    return {str(each.relative_to(folder)) for each in folder.rglob("*")}


def _publish(temporary: Path, path: Path, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)  # fails where a file of that name came meanwhile; rename would not
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        _refuse_existing(path, force)
        temporary.replace(path)
    else:
        temporary.unlink()


def _refuse_existing(path: Path, force: bool) -> None:
    if not force and (path.exists() or path.is_symlink()):
        raise _exists(path)


def _exists(path: Path) -> ExchangeError:
    return ExchangeError(f"{path}: is there already; give another name, or --force to replace it")


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
