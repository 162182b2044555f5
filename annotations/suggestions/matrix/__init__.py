"""All that the reports of one event say, side by side: rows are claims, columns outlets, cells spans.

articles, claims, relations ─▶ claims.py      a row for all claims on one thing
links of passages ─▶ passages.py   … or for each block of one article
─▶ facts.py      … or for each fact that is told in several ways
clusters.py   what belongs in one row, and how cells face its head
versions.py   which cells of a row say the same
proposals.py  relations that nobody has made yet (slow: in workers)
filters.py    rows in an order, and only some of them
wording.py    what differs between a cell and its row's head
"""

from annotations.suggestions.matrix.cells import Cell, CellVerdict, Place, Row
from annotations.suggestions.matrix.claims import claim_rows
from annotations.suggestions.matrix.facts import conflict_rows
from annotations.suggestions.matrix.filters import Filter, Order, arranged
from annotations.suggestions.matrix.live import LiveClaims
from annotations.suggestions.matrix.passages import passage_rows
from annotations.suggestions.matrix.proposals import Proposal, propose

__all__ = [
    "Cell",
    "CellVerdict",
    "Filter",
    "LiveClaims",
    "Order",
    "Place",
    "Proposal",
    "Row",
    "arranged",
    "claim_rows",
    "conflict_rows",
    "passage_rows",
    "propose",
]
