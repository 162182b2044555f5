"""`python -m tui` is `crossread`, but that Python looks for modules in the working folder first.

It does so before a line of ours is run: `runpy.py` or a folder `tui` there would run in place of
this, and nothing here can keep it from that. In a folder full of files from elsewhere, start
`crossread`, which does not look there, or `python -P -m tui`.
"""

import sys

from tui.cli import main

sys.exit(main())
