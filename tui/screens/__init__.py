"""The reader's screen, and the small modal ones that ask one thing and return it."""
