"""Generators made ready to draw: the same arithmetic as the networks, arranged for speed, without autograd."""
