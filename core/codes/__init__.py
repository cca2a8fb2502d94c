"""Barcodes and matrix codes: what bars and modules they have, how large they must be, and reading them back."""
