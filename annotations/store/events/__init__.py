"""Events in a store: what is kept of them, what is done to them, what is asked of them.

- `commands`: builds the commands that make, change, join, split and remove events.
- `kept`: events read back, and the command that removes one; `adding`: events on their way in.
- `overview`: what home shows of an event: outlets, dates, how far it is read and annotated.
- `counts`: how often which label was given, by outlet, event, annotator and month.
"""
