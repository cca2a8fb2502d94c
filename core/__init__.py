"""Dieloom's engine. It knows no Qt; see the README for the rooms and what may import what."""

import os

__version__ = "0.1.0"

# Torch's threads otherwise spin while they wait for each other. On a machine whose cores are all in use that made a
# picture of 5 ms take seconds (measured: 2 cores, one of them busy). Read once, when Torch loads its thread library,
# so it has to be said before anything of ours imports Torch; a person's own setting wins.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
