"""Names for the arrays that the aligner passes round."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]
Table: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = Any
"""A `scipy.sparse.csr_array`, which has no types of its own."""
