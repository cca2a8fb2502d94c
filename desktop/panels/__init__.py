"""Panels: what the docks hold. Each shows the session's document and sends its edits back to it."""
