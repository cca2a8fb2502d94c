"""Parametric dielines: templates that are data, their formulas, the flat blank, its folding and its file formats."""
