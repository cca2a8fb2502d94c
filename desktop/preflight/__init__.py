"""Preflight in the window: a dock that checks the design as it rests, and a dialogue for any PDF."""
