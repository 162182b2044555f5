"""Threads of the reader take memory from one heap."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GLIBC = "CS_GNU_LIBC_VERSION" in getattr(os, "confstr_names", ())
THREADS = 4
PROGRAM = f"""
import ctypes, sys
from pathlib import Path
from threading import Barrier, Thread
from tests.tui.driving import new_store
from tui import app

file = Path(sys.argv[1]) / "heaps"
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p

def heaps():
    stream = ctypes.c_void_p(libc.fopen(str(file).encode(), b"w"))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    return file.read_text().count("<heap nr=")

def work(together):
    kept = [bytearray(2000) for _ in range(100)]
    together.wait()

def reader(self):
    together = Barrier({THREADS})
    threads = [Thread(target=work, args=(together,)) for _ in range({THREADS})]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(heaps())

app.CrossreadApp.run = reader
app.run(*new_store(Path(sys.argv[1]) / "store.json"))
"""


@pytest.mark.skipif(not GLIBC, reason="other C libraries have other heaps")
def test_threads_of_the_reader_take_no_heaps_of_their_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "1\n", done.stderr
