"""Annotations to know one again by: by its id, or by what it says."""

from __future__ import annotations

from typing import NamedTuple

from annotations.marks.annotation import Annotation


class FoundAnnotations(NamedTuple):
    """Annotations by id and by what they say: of each only its id and a digest, for there may be many."""

    by_id: dict[str, int]
    by_content: dict[tuple[str, int, int, str, str], str]

    def add(self, annotation: Annotation, *, by_content: bool) -> None:
        self.by_id[annotation.id] = _digest(annotation)
        if by_content:
            self.by_content[_content(annotation)] = annotation.id

    def same(self, annotation: Annotation, *, by_content: bool) -> SameAnnotation | None:
        """The annotation with this id, or (where ids mean little) with this content."""
        key = annotation.id
        if key not in self.by_id and by_content:
            key = self.by_content.get(_content(annotation), "")
        if key not in self.by_id:
            return None
        return SameAnnotation(key, self.by_id[key] == _digest(annotation))


class SameAnnotation(NamedTuple):
    """An annotation that is there: its id, and whether it says the very same."""

    id: str
    equal: bool


def _content(each: Annotation) -> tuple[str, int, int, str, str]:
    return each.article, each.start, each.end, each.label, each.annotator


def _digest(each: Annotation) -> int:
    """A number that is the same for annotations that say the same, in this process."""
    return hash((each.start, each.end, each.label, each.note))
