"""Label Studio: a folder with `tasks.json` and the `label_config.xml` that goes with it.

A pair is one task with two texts, so that a relation across the articles has both its ends.
Offsets are code points (Label Studio since its pull request 1559). The texts are shown with
`white-space: pre-wrap`, without which it trims spaces that its offsets count.

Label Studio knows people by a number of its own and credits what is imported to whoever imports it. So
nobody is named by number: each region has its annotator in `meta`, which stays with it there and on
the way back. Suggestions are `predictions`; as its export gives those as bare ids, they stand once
more in the task's data, from where they come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from annotations.articles.text.json_text import json_bytes
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle, derived
from annotations.exchange.common import lose_alignment, lose_codebook, lose_ties, placed
from annotations.exchange.event_sheet import names
from annotations.exchange.format import Format
from annotations.exchange.json_lines import key_of, listed
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.exchange.xml_text import attribute
from annotations.marks.annotation import SUGGESTED, Annotation, Relation
from annotations.store import Pair

Json = dict[str, Any]
_SIDES = ("a", "b")
_BY = "annotator"
"""In a region's `meta`: whose it is."""
_PROPOSED = "crossread_suggestions"
"""In a task's data: its predictions once more."""
_LOST = ("attributes", "states", "times")


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The tasks, and the labelling configuration that they are checked against."""
    yield "tasks.json", _tasks(view, tally)
    yield "label_config.xml", [_config(view).encode()]


def _config(view: View) -> str:
    used, _ = view.used
    offered = [label.path for label in view.codebook.offered]
    labels = "".join(
        f"<Label value={attribute(path)} background={attribute(view.codebook.colour(path))}/>"
        for path in [*offered, *sorted(used - set(offered))]
    )
    kinds = "".join(f"<Relation value={attribute(kind.value)}/>" for kind in view.kinds)
    texts = "".join(
        f'<View><Header value="$name_{side}"/><Labels name="tag_{side}" toName="text_{side}">{labels}</Labels>'
        f'<Text name="text_{side}" value="$text_{side}" granularity="symbol"/>'
        f'<TextArea name="note_{side}" toName="text_{side}" perRegion="true"/></View>\n'
        for side in _SIDES
    )
    style = "<Style>.htx-text{white-space:pre-wrap}</Style>"
    return f"<View><Relations>{kinds}</Relations>\n{style}\n{texts}</View>\n"


def _tasks(view: View, tally: LossCounts) -> Iterator[bytes]:
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    shown: set[str] = set()
    relations, tied = list(view.relations()), set[str]()
    yield b"["
    for number, pair in enumerate(view.pairs):
        task = json_bytes(_task(view, tally, pair, shown, relations, tied))
        yield (b",\n" if number else b"\n") + task
    yield b"\n]\n"
    for article_id in view.article_ids:
        if article_id not in shown:
            lost = len(view.annotations_of(article_id))
            tally.lose("annotations of articles in no pair", article_id, lost)
    tally.wrote("relations", len(tied))
    lose_ties(relations, tied, tally)


def _task(
    view: View,
    tally: LossCounts,
    pair: Pair,
    shown: set[str],
    relations: list[Relation],
    tied: set[str],
) -> Json:
    groups: dict[tuple[str, str], list[tuple[str, Annotation]]] = {}
    data: Json = {"pair_id": pair.id}
    ids = pair.left, pair.right
    articles = view.article(pair.left), view.article(pair.right)
    for side, article_id, article, name in zip(_SIDES, ids, articles, names(articles), strict=True):
        data[f"name_{side}"] = name
        data[f"text_{side}"] = article.text
        data[f"doc_{side}"] = article_id
        counted = LossCounts() if article_id in shown else tally
        if side == "b" and pair.left == pair.right:
            continue
        shown.add(article_id)
        for each in placed(view, article_id, counted, *_LOST):
            proposer = each.attributes.get(SUGGESTED, "")
            groups.setdefault((each.annotator, proposer), []).append((side, each))
    task: Json = {"data": data, "annotations": [], "predictions": []}
    for (_, proposer), marks in groups.items():
        result = list(_result(marks, relations, tied))
        if proposer:
            task["predictions"].append({"model_version": proposer, "result": result})
        else:
            task["annotations"].append(
                {"was_cancelled": False, "ground_truth": False, "result": result}
            )
    if task["predictions"]:
        data[_PROPOSED] = task["predictions"]
    return task


def _result(
    marks: list[tuple[str, Annotation]], relations: list[Relation], tied: set[str]
) -> Iterator[Json]:
    for side, each in marks:
        place = {"start": each.start, "end": each.end, "text": each.quote}
        region = {
            "id": each.id,
            "to_name": f"text_{side}",
            "origin": "prediction" if each.suggested else "manual",
            "meta": {_BY: each.annotator},
        }
        yield {
            **region,
            "from_name": f"tag_{side}",
            "type": "labels",
            "value": {**place, "labels": [each.label]},
        }
        if each.note:
            yield {
                **region,
                "from_name": f"note_{side}",
                "type": "textarea",
                "value": {**place, "text": [each.note]},
            }
    ids = {each.id for _, each in marks}
    for relation in relations:
        if relation.source in ids and relation.target in ids:
            tied.add(relation.id)
            yield {
                "type": "relation",
                "from_id": relation.source,
                "to_id": relation.target,
                "direction": "right" if relation.kind.directed else "bi",
                "labels": [relation.kind.value],
            }


def read(path: Path) -> Bundle:
    """A JSON export of Label Studio (the file, or the folder with `tasks.json` in it)."""
    file = path / "tasks.json" if path.is_dir() else path
    try:
        tasks = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        raise ExchangeError(f"{file}: is not JSON: {error}") from error
    if not isinstance(tasks, list):
        raise ExchangeError(f"{file}: is no list of tasks; export as JSON, not JSON-MIN")
    if tasks and not any(isinstance(task, dict) and "data" in task for task in tasks):
        raise ExchangeError(
            f"{file}: has no tasks with data; if it is JSON-MIN, export from Label Studio as JSON,"
            " for JSON-MIN has neither ids nor relations"
        )
    bundle = Bundle(path.name)
    for number, task in enumerate(tasks, 1):
        where = f"task {number}"
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            bundle.lose("tasks without data", where)
            continue
        _pair(bundle, task["data"])
        for each in listed(task, "annotations"):
            if isinstance(each, dict) and not each.get("was_cancelled"):
                _take(bundle, task["data"], each, _person(each), {}, where)
        for each in _predictions(task):
            model = str(each.get("model_version") or "prediction")
            _take(bundle, task["data"], each, model, {SUGGESTED: model}, where)
    return bundle


def _predictions(task: Json) -> list[Json]:
    """A task's predictions, or those in its data; without the regions that are somebody's by now."""
    given = listed(task, "predictions")
    if not any(isinstance(each, dict) for each in given):
        given = listed(task["data"], _PROPOSED)
    taken = {
        key_of(item, "id")
        for each in listed(task, "annotations")
        if isinstance(each, dict) and not each.get("was_cancelled")
        for item in listed(each, "result")
    } - {None}
    return [
        {**each, "result": [x for x in listed(each, "result") if key_of(x, "id") not in taken]}
        for each in given
        if isinstance(each, dict)
    ]


def _pair(bundle: Bundle, data: Json) -> None:
    """A task of two texts, as this module writes it, is a pair."""
    texts = [data.get(f"text_{side}") for side in _SIDES]
    if all(isinstance(text, str) and text.strip() for text in texts):
        left, right = (bundle.add_text(str(text)) for text in texts)
        if not any((pair.left, pair.right) == (left, right) for pair in bundle.pairs):
            bundle.pairs.append(
                Pair(id=derived("pair", left, right), left=left, right=right, created="")
            )


def _person(each: Json) -> str:
    """Whose an annotation is by what Label Studio says; a number is no name, and stays a number."""
    by = each.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    return f"label-studio {by}" if isinstance(by, int) else str(by or "")


def _made_by(item: Json, person: str) -> str:
    """Whose a region is: what its `meta` says, else whose the annotation is that it is in."""
    meta = item.get("meta")
    name = meta.get(_BY) if isinstance(meta, dict) else None
    return name if isinstance(name, str) else person


def _take(
    bundle: Bundle, data: Json, each: Json, annotator: str, attributes: dict[str, str], where: str
) -> None:
    result = [item for item in listed(each, "result") if isinstance(item, dict)]
    notes = {
        key_of(item, "id"): "\n".join(map(str, item["value"]["text"]))
        for item in result
        if item.get("type") == "textarea" and isinstance(item.get("value"), dict)
        and isinstance(item["value"].get("text"), list)
    }  # fmt: skip
    marks: dict[str | int | None, Annotation] = {}
    unnamed = count(1)
    for item in result:
        kind, value = item.get("type"), item.get("value")
        if kind in ("relation", "textarea"):
            continue
        place = f"{where}, region {item.get('id') or next(unnamed)}"
        labels = value.get(kind) if isinstance(value, dict) and isinstance(kind, str) else None
        text = _text(data, item, value) if labels else None
        if not isinstance(value, dict) or not isinstance(labels, list) or text is None:
            bundle.lose(
                "regions that are no labelled span of a text", f"{place}: {str(kind)[:40]!r}"
            )
            continue
        article_id = bundle.add_text(text)
        key = item["id"] if isinstance(item.get("id"), str) and len(labels) == 1 else ""
        for label in labels:
            mark = bundle.add_offsets(
                text, article_id, value["start"], value["end"], str(label), place,
                _made_by(item, annotator),
                key=key, note=notes.get(key_of(item, "id"), ""), attributes=attributes,
            )  # fmt: skip
            if mark is not None:
                marks.setdefault(key_of(item, "id"), mark)
    for item in result:
        if item.get("type") == "relation":
            one, two = marks.get(key_of(item, "from_id")), marks.get(key_of(item, "to_id"))
            for label in listed(item, "labels") or [None]:
                bundle.add_tie(label, one, two, where, annotator if one is None else one.annotator)


def _text(data: Json, item: Json, value: Any) -> str | None:
    """The text that a region is of: where the words that it quotes stand at its offsets."""
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        return None
    texts = {name: text for name, text in data.items() if isinstance(text, str) and text.strip()}
    named = texts.get(str(item.get("to_name")))
    if named is not None:
        return named
    quoted = value.get("text")
    return next((text for text in texts.values() if text[start:end] == quoted), None)


FORMAT = Format(
    "label-studio",
    "Label Studio, a pair as one task, with its labelling configuration",
    (".json",),
    write_files=write_files,
    read=read,
    suggestions=True,
)
