"""Presets that differ from the default keys in a few actions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VARIANTS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "vim": {
            "read.screen_top": ("H",),
            "read.screen_middle": ("M",),
            "read.screen_bottom": ("L",),
            "app.codebook": ("ctrl+k",),
            "diff.twin": ("ctrl+e",),
            "link.follow": ("backspace",),
            "app.home": ("f9",),
        },
        "coder": {f"tag.{digit}": (digit,) for digit in "123456789"},
    }
)
"""Keys by preset and id of action: `vim` has `H M L`, in `coder` digits tag at once."""
