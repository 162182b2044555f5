"""`python -m tui.cli.commands.visitor BYTES read ..`: a command as `crossread serve` runs it for a visitor.

It leaves with the server, and holds no more memory than the bytes it is given.
"""

from __future__ import annotations

import sys

from tui.cli.main import main
from tui.web.bounds import leave_with_server, limit_memory

if __name__ == "__main__":
    size = int(sys.argv[1])
    leave_with_server(None if limit_memory(size) else size)
    sys.exit(main(sys.argv[2:]))
