"""What the program proposes, in the reader: shown when wanted, accepted or rejected by a person."""
