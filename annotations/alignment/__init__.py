"""Two articles become an `Alignment`: links with scores, and the edit script inside a link."""

from annotations.alignment.link import Alignment, Link, Origin

__all__ = ["Alignment", "Link", "Origin"]
