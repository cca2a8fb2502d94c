"""Dieloom's engine. It knows no Qt; see the README for the rooms and what may import what."""

import os

__version__ = "0.1.0"

# The threads of Torch (GNU OpenMP on Linux) spin while they wait for each other. With another program on one of two
# cores that made a picture of 2.5 ms take 2.7 s; after a thousand turns they give way, which took 8 ms there and costs
# nothing on a quiet machine (measured; never spinning doubled the time). Read once, when Torch loads its thread
# library, so it is said before anything of ours imports Torch; a person's own setting wins.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
