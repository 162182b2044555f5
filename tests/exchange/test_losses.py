"""What every format says of what it does not keep, whatever the format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from annotations.articles import Span
from annotations.errors import ExchangeError
from annotations.exchange import FORMATS, export
from annotations.store import Store
from annotations.store.rejecting import ATTRIBUTION, reject, rejection_of
from tests.exchange.stores import SAMPLE, stored

NAMES = [name for name in FORMATS if FORMATS[name].out]
OF_ONE = "1 rejection of suggestions, which may be proposed again"


@pytest.mark.parametrize("name", NAMES)
def test_a_rejected_suggestion_is_kept_or_said_to_be_lost(name: str, tmp_path: Path) -> None:
    with stored(SAMPLE) as store:
        (pair,) = store.pairs()
        article = store.article(pair.left)
        spans = [Span(0, 5)], [Span(6, 9)]
        rejected = rejection_of(pair.left, article, ATTRIBUTION, *spans, "ann", by="rules-1")
        before = rejections(name, store, tmp_path / "before")
        store.do(reject([rejected], pair=pair.id))
        after = rejections(name, store, tmp_path / "after")
        assert before == []
        assert after == ([] if name == "jsonl" else [OF_ONE])


def rejections(name: str, store: Store, out: Path) -> list[str]:
    """What the report of an export says of rejections."""
    folder = FORMATS[name].write is None
    try:
        report = export(store, format=name, out=out if folder else BytesIO())
    except ExchangeError as error:
        assert "is not installed" in str(error)
        pytest.skip(str(error))
    return [str(loss) for loss in report.losses if "rejection" in str(loss)]
