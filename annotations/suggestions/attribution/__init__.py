"""Who says what: source, cue and content of attributions, by rules written for news.

In order: `units` (words of sentences) → `cues` → `readings` (a cue with its subject, by `sources`) →
`complements`, `contents` → `drafts` → `proposals` → `confidence` → `attributions`, the front door.
German, whose verbs stand elsewhere, has `german_drafts` for all up to the drafts. What a language
needs to know is in the tables of `language`.
"""
