"""A style learned from a person's own pictures: unpaired translation, contrastive, on a set of pictures or on one.

After Park et al. 2020, "Contrastive Learning for Unpaired Image-to-Image Translation" (CUT and SinCUT, arXiv
2007.15651), on the trainer's rooms: its data preparation, losses, optimisers, log, states and snapshots.
"""
