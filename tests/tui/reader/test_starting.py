"""What stands between the start and the first frame, and what waits until after it."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.driving import reading
from tui.widgets.pair_view import PairView


async def test_the_first_frame_has_the_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare: list[bool] = []
    render = PairView.render_lines

    def noted(self, crop):
        lines = render(self, crop)
        bare.append(self.page_now is None)
        return lines

    monkeypatch.setattr(PairView, "render_lines", noted)
    async with reading(path):
        assert bare
    assert not any(bare)


async def test_garbage_is_collected_again_once_the_page_stands(path: Path) -> None:
    gc.disable()
    try:
        async with reading(path) as desk:
            await desk.until(gc.isenabled)
    finally:
        gc.enable()


def test_the_page_needs_nothing_that_reads_files_aligns_or_compares() -> None:
    late = [
        "annotations.alignment.linking.align",
        "annotations.articles.formats.compose",
        "annotations.articles.read",
        "annotations.exchange.registry",
        "annotations.store.events.overview",
        "rapidfuzz",
        "regex",
        "textual.widgets._text_area",
        "tui.screens.modal",
        "tui.features.annotating.tagging",
    ]
    code = f"import sys, tui.app; print([name for name in {late} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reader_starts_without_openssl_and_whoever_wants_it_later_has_it() -> None:
    code = """
import sys
from tui.terminal.lean_asyncio import load_asyncio_without_tls
load_asyncio_without_tls()
import tui.app
print("ssl" in sys.modules)
import asyncio, ssl
print(ssl.create_default_context().verify_mode.name, asyncio.run(asyncio.sleep(0, "runs")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "CERT_REQUIRED", "runs"]


def test_asyncio_that_is_loaded_already_is_left_as_it_is() -> None:
    code = """
import asyncio, sys
from tui.terminal.lean_asyncio import load_asyncio_without_tls
load_asyncio_without_tls()
print(sys.modules["ssl"] is not None, asyncio.sslproto.ssl is not None)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
