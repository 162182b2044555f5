"""A toast that is shown as its time ends does not stop the app."""

from __future__ import annotations

from textual.notifications import Notification
from textual.widgets._toast import Toast

from tui.terminal.guarded_app import GuardedApp


async def test_a_toast_whose_time_is_over_goes_and_the_app_goes_on() -> None:
    async with GuardedApp().run_test() as pilot:
        late = Notification("late", timeout=-0.001)
        await pilot.app.mount(Toast(late))
        while pilot.app.query(Toast):  # with the timer as Textual has it, nothing ever comes here
            await pilot.pause()
