"""A person's own styles told apart, from as few as ten pictures of each.

A picture is described by its colours, by its textures in the frozen feature net, and by what a trained discriminator
sees in it; a regularised logistic regression tells the styles apart. How well is told honestly: by cross-validation.
"""
