"""Dialogs: what is asked once, or told once."""
