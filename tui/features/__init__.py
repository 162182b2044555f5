"""What the reader can do, one feature a file: tagging, search, the diff, the claims, and so on.

A feature is a class that keeps its own small state. It gets the reader's parts as `Host` (`host.py`) and
the features it needs, and its public methods are what keys do: `actions.py` and `contexts.py` name them.
`registry.py` makes each feature when it is first asked for, so that the first paint waits for none.
"""
