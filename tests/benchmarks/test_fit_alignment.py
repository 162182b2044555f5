"""The aligner can be fitted to any folder in the format of CONTRIBUTING.md."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.alignment.linking.classifier import Model, model_of
from annotations.alignment.linking.scoring import measure_pair
from annotations.alignment.linking.with_meaning import Meaning
from annotations.alignment.meaning.features import likeness_of
from tests.alignment.meaning.encoders import Hashing
from tests.benchmarks import gold

pytest.importorskip("scipy", reason="the fitting needs scipy (dependency group fit)")
from tests.benchmarks import fit_alignment, fit_encoder

EXAMPLE = Path(__file__).parent / "gold_example"
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def fitted_to(folder: Path, out: Path, *more: str) -> Model:
    """The model of the file that a quick run writes."""
    fit_alignment.main([str(folder), "--out", str(out), "--folds", "3", "--seeds", "1", *more])
    return model_of(json.loads(out.read_text("utf-8")))


def test_a_fitted_file_loads_and_finds_the_links_it_was_fitted_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = fitted_to(EXAMPLE, tmp_path / "coefficients.json", "--trees", "0")
    assert re.search(r"^mean of seeds .* report 0?[.1]", capsys.readouterr().out, re.MULTILINE)
    found = wanted = made = 0
    for pair in gold.read_pairs(EXAMPLE):
        reading = replace(measure_pair(pair["left"], pair["right"]), model=model)
        links, right = set(reading.scored().links()), set(map(tuple, pair["gold"]))
        found, wanted, made = found + len(links & right), wanted + len(right), made + len(links)
    assert found / wanted > 0.8 and found / made > 0.8


def test_trees_are_grown_beside_the_logistic_model(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm", reason="trees need LightGBM (dependency group fit)")
    out = tmp_path / "coefficients.json"
    fitted_to(EXAMPLE, out, "--trees", "3")
    assert len(json.loads(out.read_text("utf-8"))["second"]["trees"]) == 3


def test_what_an_encoder_may_say_is_fitted_after_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("lightgbm", reason="trees need LightGBM (dependency group fit)")
    out = tmp_path / "meaning.json"
    places = ["--out", str(out), "--vectors", str(tmp_path / "vectors")]
    fit_encoder.main([str(EXAMPLE), *places, "--folds", "3", "--trees", "3"], Hashing())
    said = capsys.readouterr().out
    for label in ("words, lists", "words, one story", "with meaning, lists", "recall@1/@3"):
        assert label in said
    model = model_of(json.loads(out.read_text("utf-8")))
    found = wanted = made = 0
    for pair in gold.read_pairs(EXAMPLE):
        likeness = likeness_of(Hashing(), pair["left"], pair["right"])
        measured = measure_pair(pair["left"], pair["right"])
        links = set(measured.with_meaning(Meaning(model, likeness)).scored().links())
        right = set(map(tuple, pair["gold"]))
        found, wanted, made = found + len(links & right), wanted + len(right), made + len(links)
    assert found / wanted > 0.7 and found / made > 0.5


def test_the_example_in_the_contributor_s_page_is_in_the_format(tmp_path: Path) -> None:
    page = CONTRIBUTING.read_text("utf-8")
    (line,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (tmp_path / "example.jsonl").write_text(line, "utf-8")
    (pair,) = gold.read_pairs(tmp_path)
    fields = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", page, re.MULTILINE))))
    assert pair.keys() <= fields


GOOD = {"id": "a", "set": "s", "left": ["One."], "right": ["One.", "Two."], "gold": [[0, 1]]}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "no .jsonl file"),
        (["{"], "gold.jsonl, line 1: no JSON"),
        (["[]"], "line 1: a pair is an object"),
        ([GOOD, GOOD], "line 2: there is a pair a already"),
        ([{**GOOD, "id": 1}], "`id` must be a text"),
        ([{**GOOD, "set": "spare"}], "name yours otherwise"),
        ([{**GOOD, "left": "One."}], "`left` must be a list of texts"),
        ([{**GOOD, "gold": [[0, 2]]}], "`gold` names [0, 2]"),
        ([{**GOOD, "gold": [[0]]}], "lists of [left, right]"),
        ([{**GOOD, "gold": None}], "lists of [left, right]"),
        ([{**GOOD, "scope": {"left": [3]}}], "of both sides' places"),
        ([{**GOOD, "group": "g"}, {**GOOD, "id": "b", "group": "g"}], "pairs of three groups"),
        ([{**GOOD, "gold": [], "id": name} for name in "abc"], "too few links"),
    ],
)
def test_a_folder_that_cannot_be_fitted_to_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[object], said: str
) -> None:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    if texts:
        (tmp_path / "gold.jsonl").write_text("\n".join(texts), "utf-8")
    with pytest.raises(SystemExit) as ended:
        fit_alignment.main([str(tmp_path), "--trees", "0", "--out", str(tmp_path / "out.json")])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "out.json").exists()
