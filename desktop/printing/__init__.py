"""Out of the window and onto paper: the print PDF, printers' presets, the paper proof at 1:1."""
