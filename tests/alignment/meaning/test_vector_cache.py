"""Vectors in a file: asked for once, never an error, never too many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from annotations.alignment.meaning import vector_cache
from annotations.alignment.meaning.vector_cache import CachedEncoder, cache_file, read
from annotations.processes import safe_environment
from tests.alignment.meaning.encoders import Hashing

ROOT = Path(__file__).parents[3]
TEXTS = ["The ferry left.", "A tax was raised.", "The ferry left."]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


def file_of(store: Path) -> Path:
    return cache_file(store, Hashing().name)


def test_a_text_is_encoded_once_and_never_again(store: Path) -> None:
    first, second = Hashing(), Hashing()
    given = CachedEncoder(first, store).encode(TEXTS)
    assert first.asked == list(reversed(TEXTS[1:]))[::-1] or sorted(first.asked) == sorted(
        set(TEXTS)
    )
    again = CachedEncoder(second, store).encode([*TEXTS, "It rained."])
    assert second.asked == ["It rained."]
    assert np.array_equal(again[:3], given)
    assert np.allclose(given, Hashing().encode(TEXTS), rtol=1e-2, atol=1e-2)


def test_another_encoder_has_a_file_of_its_own(store: Path) -> None:
    CachedEncoder(Hashing(), store).encode(TEXTS)
    other = Hashing()
    other.name = "another release"
    CachedEncoder(other, store).encode(TEXTS)
    assert other.asked
    assert len(list(store.parent.glob("annotations.json.vectors-*"))) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data.replace(b"vectors 1", b"vectors 9"),
        lambda data: b"{" + data,
        lambda data: b"[]\n" + data,
        lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        lambda data: data.replace(b'"count":2', b'"count":-2'),
    ],
)
def test_a_damaged_file_is_as_good_as_none(store: Path, damage) -> None:
    CachedEncoder(Hashing(), store).encode(TEXTS)
    file = file_of(store)
    file.write_bytes(damage(file.read_bytes()))
    again = Hashing()
    given = CachedEncoder(again, store).encode(TEXTS)
    assert sorted(again.asked) == sorted(set(TEXTS))
    assert given.shape == (3, 64)
    assert len(read(file, "hashing")) == 2  # written anew, and whole


def test_where_nothing_can_be_written_vectors_come_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    encoder = CachedEncoder(Hashing(), tmp_path / "file" / "annotations.json")
    assert encoder.encode(TEXTS).shape == (3, 64)
    assert CachedEncoder(Hashing(), tmp_path / "store").encode([]).shape == (0, 0)


def test_only_the_last_used_are_kept(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_cache, "MOST", 3)
    for at in range(5):
        CachedEncoder(Hashing(), store).encode([f"Ship {at}."])
    later = Hashing()
    CachedEncoder(later, store).encode([f"Ship {at}." for at in range(5)])
    assert sorted(later.asked) == ["Ship 0.", "Ship 1."]


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_kill_in_the_middle_leaves_the_old_file_or_the_new_one(store: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from annotations.alignment.meaning import vector_cache as cache\n"
        "from tests.alignment.meaning.encoders import Hashing\n"
        "cache.AT_ONCE = 1\n"
        "encoder = cache.CachedEncoder(Hashing(), Path(sys.argv[1]))\n"
        "for at in range(10**6):\n"
        "    encoder.encode([f'Ship {at}.']); print(at, flush=True)\n"
    )
    started = subprocess.Popen(
        [sys.executable, "-P", "-c", code, str(store)],
        env={**safe_environment(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert started.stdout is not None
    for _ in range(40):
        last = int(started.stdout.readline())
    started.send_signal(signal.SIGKILL)
    started.wait()
    started.stdout.close()
    assert len(read(file_of(store), "hashing")) >= last
