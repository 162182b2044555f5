"""The tables of mutations keep up with the code that they mutate."""

from __future__ import annotations

import ast

import pytest

from tests.mutations.harness import ROOT, Mutation, Room, mutated
from tests.mutations.rooms import ROOMS

EVERY = [(room, mutation) for room in ROOMS for mutation in room.mutations]


@pytest.mark.parametrize(
    ("room", "mutation"), EVERY, ids=[f"{room.name}: {each.name}" for room, each in EVERY]
)
def test_each_mutation_has_its_one_place_and_its_file_of_tests(
    room: Room, mutation: Mutation
) -> None:
    ast.parse(mutated(room, mutation))
    assert (ROOT / room.test_path(mutation)).is_file()


def test_no_two_mutations_of_a_room_have_one_name() -> None:
    for room in ROOMS:
        names = [mutation.name for mutation in room.mutations]
        assert len(names) == len(set(names))
