"""Textual's toasts, kept from hanging the app where they are shown as their time ends.

A toast waits for what is left of its notification's time. Where a screen opens or closes in the very
moment in which that runs out, the rest is negative, and Textual's timer goes round for ever without
giving way to anything else (Textual 8.2): the app no longer answers.
"""

from __future__ import annotations

from textual.events import Mount
from textual.widgets._toast import Toast

LEAST = 0.05
"""Seconds that a toast is shown at least."""


def _on_mount(toast: Toast, _event: Mount) -> None:
    """Set the time running once the toast is mounted."""
    toast.set_timer(max(LEAST, toast._timeout), toast._expire)


def wait_no_negative_time() -> None:
    """Have toasts wait some time at least; calling it again changes nothing."""
    setattr(Toast, "_on_mount", _on_mount)  # noqa: B010  # see `guard_strips`
