"""The reader: the screen on which a pair is read and annotated.

`reader.py` puts it together and takes the messages of its parts. `page_keys.py` looks up what a key of
the page does, `editing.py` carries out commands and redraws what they touch, `aligning.py` lines up the
pair, `threads.py` runs slow work, `page_layers.py` gives the page what features add to it,
`status_bars.py` and `save_status.py` write the bars. `tour.py` is a reader on the built-in pair that
says what to press, `welcome.py` offers it to somebody new.
"""
