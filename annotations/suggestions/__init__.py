"""What the program proposes to a reader: who says what, and claims worth checking.

Nothing proposed is anybody's until it is accepted.
"""

from __future__ import annotations
