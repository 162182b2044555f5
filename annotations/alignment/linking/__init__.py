"""Linking: which blocks of two articles tell the same, with a calibrated score for each link.

From texts to links, step by step. A *unit* is the text of one block; a *pair* is a unit of the left
and one of the right article, as numbers of a row and a column. Arrays are NumPy's, one value a pair.

1. `align.align` takes the blocks of two articles that are no boilerplate, `align.align_units` two
   lists of texts.
2. Each unit is cut into sentences (`sentence_overlap`) and words (`terms`), folded and
   stemmed (`stemming`).
3. Words, pairs of neighbouring words and character n-grams are counted for each unit, in sparse
   matrices of units by terms, each term weighed by how rare it is in the two articles
   (`term_weights`).
4. Of all pairs, the likest few of every row and column become candidates (`candidates`), so that
   time and memory grow with the number of blocks and not with its square.
5. Each candidate is measured (`features`): shared words, names, numbers and quotations, synonyms
   too (`overlap`, `synonyms`), its best sentences (`sentence_overlap`), lengths and places, and what
   kind of pair the two articles are as a whole (`document_features`).
6. The first stage of the model turns these features into a chance of being a link (`classifier`;
   its coefficients are fitted by `tests/benchmarks/fit_alignment.py`).
7. From the chances of all candidates follow features of each one's surroundings: better partners
   of the same units, linked neighbours, order (`neighbourhood`). What a person confirmed, made or
   rejected counts as certain here (`scoring.MeasuredPair.scored`).
8. The second stage scores both kinds of features, and calibration makes of the result a
   probability: of links with a score of 0.8, about eight in ten are right.
9. Candidates at or above the threshold are the links (`scoring.ScoredCandidates.links`). Where a
   reader says that both articles tell one story, the threshold is lower
   (`scoring.MeasuredPair.of_one_story`).

A sentence model, if one is named, is weighed beside the words (`with_meaning`), or adds a little to
the log odds of each candidate where nothing was fitted to it (`annotations.alignment.meaning`). `explain`
says what carries a link, `shared_phrases` which words in a row two units share, and `passages`
finds the nearest passages of another article for any span.
"""
