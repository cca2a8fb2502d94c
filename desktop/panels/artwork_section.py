"""What the sections of the artwork dock have in common, so that adding one is a line in :mod:`desktop.panels.latents`.

A section is given the :class:`~desktop.panels.target.ArtworkTarget` and whatever else it needs. The dock calls
``refresh`` whenever the layer in hand may look different, switches the section off while there is none that may be
edited, and says what the section's ``failed`` carries where the person sees it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.panels.sections import Section
from desktop.panels.target import ArtworkTarget


class ArtworkSection(Section):
    """A foldable part of the artwork dock. Edits go through ``self.target``, each of them one undo step."""

    failed = Signal(str)

    def __init__(self, title: str, target: ArtworkTarget, *, unfolded: bool = True) -> None:
        super().__init__(title, folds=True, unfolded=unfolded)
        self.target = target

    def refresh(self) -> None:
        """Show the target's recipe; it has one when this is called."""
