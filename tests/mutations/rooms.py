"""All tables of mutations, from the articles' alignment up to the import of files."""

from __future__ import annotations

from tests.mutations.agreement import AGREEMENT
from tests.mutations.anchoring import ANCHORING
from tests.mutations.cas import CAS
from tests.mutations.diff import DIFF
from tests.mutations.exchange import EXCHANGE
from tests.mutations.formats import FORMATS
from tests.mutations.linking import LINKING
from tests.mutations.rows import ROWS
from tests.mutations.store import STORE

ROOMS = (LINKING, ROWS, DIFF, ANCHORING, STORE, EXCHANGE, FORMATS, CAS, AGREEMENT)
