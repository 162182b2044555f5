"""The languages that attributions are proposed in."""

from __future__ import annotations

from annotations.suggestions.attribution.language.english import ENGLISH
from annotations.suggestions.attribution.language.german import GERMAN

LANGUAGES = {language.code: language for language in (ENGLISH, GERMAN)}
"""By code (ISO 639-1)."""
