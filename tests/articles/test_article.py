"""An article, and an alignment of two, do not change under whoever reads them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from msgspec.structs import replace

from annotations import Alignment, Article

TEXT = "The county shut the bridge.\n\nDivers found cracks – “deep” ones."


@dataclass
class Meanwhile:
    """Stands in a value for another thread: it reads from the value while that is pickled."""

    read: Callable[[], object] | None = None
    left: int = 0
    right: int = 0
    score: float = 1.0

    def __reduce__(self) -> tuple[Any, ...]:
        if self.read is not None:
            self.read()
        return Meanwhile, ()


@pytest.mark.parametrize(
    ("make", "read"),
    [
        (lambda part: Article(TEXT, (part,)), lambda value: value.sha256),
        (lambda part: Alignment((part,)), lambda value: (value.by_left, value.by_right)),
    ],
    ids=["article", "alignment"],
)
def test_a_value_may_be_pickled_while_another_thread_reads_it(
    make: Callable[[Any], Any], read: Callable[[Any], object]
) -> None:
    other = Meanwhile()
    value = make(other)
    other.read = lambda: read(value)
    assert read(pickle.loads(pickle.dumps(value))) is not None


def test_the_digest_is_that_of_the_text_in_utf8_and_goes_with_the_text() -> None:
    article = Article(TEXT, ())
    assert article.sha256 == sha256(TEXT.encode()).hexdigest()
    changed = replace(article, text="Other words.")
    assert changed.sha256 == sha256(b"Other words.").hexdigest()
    assert pickle.loads(pickle.dumps(article)) == article == Article(TEXT, ())
