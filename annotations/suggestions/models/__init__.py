"""A door for models: what a program or a chat server of the user's proposes, checked and counted."""
