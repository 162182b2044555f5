"""Formats: one module each, out and where possible back in; `registry` names them all."""
