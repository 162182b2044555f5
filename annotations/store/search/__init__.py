"""What is looked for in a whole store: words in all that it holds, and annotations to change at once.

- `word_index`: which texts have a word, or one that begins so, answered in milliseconds.
- `store_index`: the articles, events and annotations of a store in such an index, kept up to date.
- `annotation_query`: annotations by label, text, note and annotator, from one line.
- `retagging`: another label for many annotations, as one command.
"""
