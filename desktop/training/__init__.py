"""The training studio: a person's pictures become a model of their own, in three steps that can all be watched.

A run lives in a folder (:mod:`core.training.run`) and in a process of its own; the window only reads what the run
writes there, so it shows a run of yesterday, of a crash or of the command line as well as one that goes on now.
"""
