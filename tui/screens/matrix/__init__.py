"""The matrix: what each outlet says of each thing, on one screen."""
