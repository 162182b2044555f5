"""What stands over the page: screens that ask one thing, and the larger views.

`modal.py` is what they share. `finder.py` asks for one of a list, `prompt.py` for a line, `note.py` for a
text; `sheet.py` shows one, `help.py` what keys do; `settings.py`, `codebook.py`, `claims.py` and
`overview.py` are views of their own. A view
asks a feature for what it shows through a protocol in its file, and knows no feature.
"""
