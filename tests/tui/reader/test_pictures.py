"""The script that makes the README's pictures runs, and its pictures are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenshots import make

PICTURES = Path(make.__file__).parent


def test_a_picture_is_drawn_from_the_real_app(tmp_path: Path) -> None:
    shot = next(shot for shot in make.SHOTS if shot.name == "narrow")
    make.make(shot, tmp_path)
    assert "Maren" in (tmp_path / "narrow.svg").read_text(encoding="utf-8")
    assert (tmp_path / "narrow.png").read_bytes().startswith(b"\x89PNG")


def test_every_picture_of_the_readme_is_one_that_is_made() -> None:
    made = {f"screenshots/{shot.name}.{kind}" for shot in make.SHOTS for kind in ("svg", "png")}
    readme = (PICTURES.parent / "README.md").read_text(encoding="utf-8")
    named = {word.split(")")[0] for word in readme.split("(") if word.startswith("screenshots/")}
    assert named and named <= made
    assert all((PICTURES.parent / name).exists() for name in made)


def test_a_picture_that_does_not_exist_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert make.main(["nope"]) == 2
    assert "there is no picture nope" in capsys.readouterr().err
