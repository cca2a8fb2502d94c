"""The template editor: panels, marks and formulas drawn, dragged and typed, with the pack folding beside them.

It holds no rules of its own: every change is a function of :mod:`core.dieline.editing`.
"""
