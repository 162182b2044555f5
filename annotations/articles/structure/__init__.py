"""Structure: what each block of an unmarked text is (heading, list item, boilerplate …)."""
