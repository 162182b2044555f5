"""What the reader computes without a screen: lines, rows, the caret's motions, runs of style."""
