"""Commands: one module each for what follows `crossread` on the command line."""
