"""The table of mutations keeps up with the code that it mutates."""

from __future__ import annotations

import ast

import pytest

from tests.store.mutations import MUTATIONS, Mutation, mutated


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_each_mutation_still_has_its_place(mutation: Mutation) -> None:
    ast.parse(mutated(mutation))
