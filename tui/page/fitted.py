"""Names cut to the cells that there are for them."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fitted(name: str, cells: int) -> str:
    """A name in at most so many cells, cut between words where that leaves enough of it."""
    if cell_len(name) <= cells:
        return name
    cut = set_cell_size(name, max(0, cells - 1)).rstrip()
    whole = cut.rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{whole if cell_len(whole) * 2 >= cells else cut}…"
