"""A pytest plugin that delays what runs beside the screen, to find tests that count on its pace.

    CROSSREAD_DELAYS=SEED python -m pytest -p tests.benchmarks.fuzzing.delays tests/tui

Every job of a thread, and one message of a widget in `RARELY`, waits up to `LONGEST` seconds. A test
that fails with one seed and passes without waits for less than it looks at: on a busy machine it
fails by chance. Without a seed in the environment nothing is delayed.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from typing import Any

from msgspec.structs import replace
from textual.message_pump import MessagePump
from textual.worker import Worker

from annotations.store import Store
from tui.session.save_queue import Job, Saver

LONGEST = 0.15
"""Seconds of a delay, at most."""
RARELY = 12
"""Messages of widgets of which one is delayed."""
SEED = os.environ.get("CROSSREAD_DELAYS", "")
chance = random.Random(SEED)
lock = threading.Lock()


def moment() -> float:
    """Seconds to wait."""
    with lock:
        return chance.random() * LONGEST


def _delay_threads() -> None:
    run = Worker._run_threaded

    async def late(self: Worker[Any]) -> Any:
        await asyncio.sleep(moment())
        result = await run(self)
        await asyncio.sleep(moment())
        return result

    Worker._run_threaded = late  # type: ignore[method-assign]


def _delay_saving() -> None:
    submit = Saver.submit

    def late(self: Saver, job: Job, *, after: float = 0.0) -> None:
        def run(store: Store) -> Any:
            time.sleep(moment())
            return job.run(store)

        submit(self, replace(job, run=run), after=after)

    Saver.submit = late  # type: ignore[method-assign]


def _delay_messages() -> None:
    dispatch = MessagePump._dispatch_message

    async def late(self: MessagePump, message: Any) -> None:
        if chance.randrange(RARELY) == 0:
            await asyncio.sleep(moment())
        await dispatch(self, message)

    MessagePump._dispatch_message = late  # type: ignore[method-assign]


if SEED:
    _delay_threads()
    _delay_saving()
    if os.environ.get("CROSSREAD_DELAY_MESSAGES"):
        _delay_messages()
