"""How an encoder learns to invert a model (:mod:`core.gan.encoder`), from the model's own pictures alone.

The model is the teacher: it draws pictures of known w+ without end, and the encoder learns to say w+ again. All chance
is a function of a seed and a step, so a run goes on exactly where it stopped.
"""
