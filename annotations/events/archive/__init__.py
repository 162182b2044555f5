"""An archive that nobody has sorted: what it holds, an index of it, and what is found in it.

names ─▶ sources.py    folders, zip archives and tables, as one source an article, streamed
         lines.py       … JSON lines and tables, a source a row
      ─▶ reading.py     a source as title, text and profile; or why it was passed over
      ─▶ finding.py  … of all that is new, and the events among all
      ─▶ index.py       what was read, kept in one SQLite file beside the archive
      ─▶ search.py      words looked for in it
         keeping.py     an event's articles in full, for a store
"""
