"""Inks, output profiles, and the way between sRGB and the plates."""
