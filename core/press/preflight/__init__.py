"""Preflight: what a prepress department would send a document or a PDF back for, with limits of the printer's own."""

from core.press.preflight.codes import CODES, Code
from core.press.preflight.document import preflight_document
from core.press.preflight.findings import Finding, Fix, Severity, summary
from core.press.preflight.pdf import preflight_pdf

__all__ = ["CODES", "Code", "Finding", "Fix", "Severity", "preflight_document", "preflight_pdf", "summary"]
