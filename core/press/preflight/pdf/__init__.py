"""Preflight of PDFs from anywhere: ours after export, and those of other programs."""

from core.press.preflight.pdf.checks import preflight_pdf

__all__ = ["preflight_pdf"]
