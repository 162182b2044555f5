"""Many articles of one event: which of them copy each other or one common text.

articles ─▶ word_runs.py     each as words with their places, and which stand in quotations
         ─▶ fingerprints.py  a few hashes of each: which two can share anything
         ─▶ shared_text.py   what two share word for word, and how much of either that is
         ─▶ echoes.py        articles that are one voice, with the text they share
            credits.py       … and whose text it is, where they say so
"""

from annotations.events.echoes import Echo, echoes

__all__ = ["Echo", "echoes"]
