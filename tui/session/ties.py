"""The relations of the pair that is open, by the annotations at their ends."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.marks import Annotation, Relation


class Ties:
    """Relations by id, and by either end."""

    def __init__(self, relations: Iterable[Relation] = ()) -> None:
        self._by_id: dict[str, Relation] = {}
        self._by_end: dict[str, dict[str, Relation]] = {}
        for relation in relations:
            self.put(relation)

    def put(self, relation: Relation) -> None:
        """Take in a relation, or what became of one."""
        self.remove(relation.id)
        self._by_id[relation.id] = relation
        for end in {relation.source, relation.target}:
            self._by_end.setdefault(end, {})[relation.id] = relation

    def remove(self, relation_id: str) -> None:
        """Forget a relation, if it is known."""
        relation = self._by_id.pop(relation_id, None)
        if relation is not None:
            for end in {relation.source, relation.target}:
                self._by_end[end].pop(relation_id, None)

    def get(self, relation_id: str) -> Relation | None:
        """A relation by its id; None for one that is not there."""
        return self._by_id.get(relation_id)

    def all(self) -> tuple[Relation, ...]:
        """All relations, in the order in which they came."""
        return tuple(self._by_id.values())

    def of(self, annotation: Annotation) -> tuple[Relation, ...]:
        """The relations of an annotation, in the order in which they came."""
        return tuple(self._by_end.get(annotation.id, {}).values())

    def known(self, annotation_id: str) -> bool:
        """Whether an annotation has any relation."""
        return bool(self._by_end.get(annotation_id))

    def ends(self) -> tuple[str, ...]:
        """Ids of the annotations that have any."""
        return tuple(end for end, relations in self._by_end.items() if relations)
