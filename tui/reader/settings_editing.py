"""Settings changed while the app runs: written to the file, and in force at once or on closing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.config.paths import config_file
from tui.config.settings import Settings
from tui.features.actions import DEFAULT_KEYMAP
from tui.keys.keymap import keymap
from tui.keys.settings_sheet import sheet


class SettingsEditing:
    """The settings in force, changed one by one; what the settings screen works on."""

    def __init__(
        self, settings: Settings, theme: Callable[[], str], complaints: Iterable[str]
    ) -> None:
        """`theme` gives the name of the theme in force, `complaints` what is wrong with the file."""
        self._settings = settings if settings.file else Settings(file=config_file())
        self._theme = theme
        self._complaints = list(complaints)
        self.changed: set[str] = set()
        """Names of what was changed, as in the file: `diff.case`."""

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def sheet(self) -> str:
        """The whole file, as it holds now, and what is wrong with it."""
        keys = keymap(self._settings, DEFAULT_KEYMAP)
        return sheet(self._settings, keys, self._theme(), self._complaints)

    def set(self, name: str, value: object) -> None:
        """Write a setting; raises `SettingsError` where the file cannot be changed."""
        from tui.config.write import change

        assert self._settings.file is not None
        self._settings = change(self._settings.file, name, value)
        self._complaints = [*self._settings.complaints]
        self.changed.add(name)

    @property
    def of_page(self) -> frozenset[str]:
        """What was changed of the page, by the names under which a pair remembers it."""
        names = {name.partition(".")[0] for name in self.changed} - {"theme", "preset"}
        return frozenset("ignore" if name == "diff" else name for name in names)
