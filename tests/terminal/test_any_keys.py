"""Whatever comes down the line, at whatever pace: no crash, no deaf reader, nothing lost."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from tests.terminal.any_keys import crash_of, ended, leave, presses
from tests.terminal.conftest import COMMAND, Open


@pytest.mark.parametrize("seed", [1, 2])
def test_any_keys_at_any_pace(crossread: Open, env: dict[str, str], home: Path, seed: int) -> None:
    chance = random.Random(seed)
    reader = crossread()
    reader.wait_for("links between paragraphs")
    for sent in presses(chance, 150):
        if isinstance(sent, bytes):
            reader.write(sent)
        else:
            reader.resize(*sent)
        if ended(reader, chance.choice((0.0, 0.0, 0.005, 0.02, 0.06))):
            break  # the palette has a command to leave
    else:
        leave(reader)
    assert not (told := crash_of(home)), told
    assert reader.finish() == 0
    checked = subprocess.run([COMMAND, "check"], env=env, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
