"""Changes of a template file as pure functions, for the editor and for scripts: each takes the value, gives another.

What a change makes may be wrong (a formula half typed, a panel pulled off its parent). It is a value all the same, so
that nothing typed is lost; :mod:`core.dieline.editing.evaluation` says what is wrong with it, and where.
"""
