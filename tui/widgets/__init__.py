"""Thin widgets: each shows state it is given and turns keys into actions."""
