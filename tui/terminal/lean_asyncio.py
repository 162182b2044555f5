"""asyncio, loaded without what it needs to speak TLS.

Textual runs on asyncio, which loads `ssl`, and with it OpenSSL, for connections that the reader
never makes: 24 million instructions, 10 ms of its start. asyncio does without where there is no
`ssl`; whoever imports that later, as what asks a model over HTTPS does, gets it as ever.
"""

from __future__ import annotations

import sys


def load_asyncio_without_tls() -> None:
    """Load asyncio, to be called before anything else does; nothing happens where it is loaded."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how `import ssl` is made to fail
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
