"""Writing a text in the editor that the user has set: `$VISUAL`, else `$EDITOR`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from annotations.errors import CrossreadError


class EditorError(CrossreadError):
    """The text could not be edited; what was there before stands."""


def editor() -> list[str]:
    """The command of the user's editor; EditorError where none is set, or it is not there."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(wanted)
    except ValueError as error:
        raise EditorError(f"EDITOR is no command: {wanted} ({error})") from error
    if not command:
        raise EditorError("no editor is set; start crossread as EDITOR=nano crossread, or the like")
    if shutil.which(command[0]) is None:
        raise EditorError(f"the editor {command[0]} is not there; set EDITOR to one that is")
    return command


def edited(text: str, command: list[str]) -> str:
    """A text as it comes back from an editor, which has the terminal until it ends.

    Raises:
        EditorError: where the editor fails, or leaves something that is not UTF-8; that file is
            kept, and its path told.
    """
    folder = Path(tempfile.mkdtemp(prefix="crossread-note-"))
    file = folder / "your-note.txt"
    file.write_text(text, encoding="utf-8")
    try:
        status = subprocess.run([*command, str(file)], check=False).returncode
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise EditorError(f"the editor {command[0]} did not start: {error.strerror}") from error
    if status:
        kept = _kept(file, text)
        raise EditorError(
            f"the editor {command[0]} ended with {status}; the note is as it was{kept}"
        )
    try:
        found = file.read_bytes().decode("utf-8")
    except OSError:
        raise EditorError("the editor left no file; the note is as it was") from None
    except UnicodeDecodeError:
        raise EditorError(
            f"not UTF-8, so the note is as it was; {file} has what you wrote"
        ) from None
    shutil.rmtree(folder, ignore_errors=True)
    return found


def _kept(file: Path, before: str) -> str:
    """Where what was written stays, in words; nothing stays where nothing was."""
    if file.exists() and file.read_bytes() != before.encode("utf-8"):
        return f"; {file} has what you wrote"
    shutil.rmtree(file.parent, ignore_errors=True)
    return ""
