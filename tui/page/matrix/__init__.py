"""The matrix as lines: a table of rows and columns, and below it a row in full. No Textual."""
