"""Every word of the proof in one place, so that another language is another set of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.compose.drawlist import LayerTag
from core.press.page_inks import purpose


@dataclass(frozen=True)
class ProofTexts:
    """English; ``{names}`` are filled in."""

    proof: str = "Proof"
    sides: dict[str, str] = field(default_factory=lambda: {"outside": "Outside", "inside": "Inside"})
    page: str = "Page {page} of {pages}"
    pack: str = "Pack"
    inside: str = "Inside L × W × H"
    blank: str = "Blank"
    board: str = "Board caliper"
    bleed: str = "Bleed"
    scale: str = "Picture"
    full_size: str = "actual size"
    profile: str = "Output"
    lines: str = "Lines"
    inks: str = "Inks"
    process: tuple[str, str, str, str] = ("Cyan", "Magenta", "Yellow", "Black")
    artwork: str = "Artwork"
    seed: str = "Seed {seed}"
    psi: str = "ψ {psi}"
    moves: str = "Directions: {moves}"
    mixes: str = "Style mixes: {count}"
    palette: str = "Palette {strength}"
    more: str = "and {count} more"
    none: str = "None"
    decision: str = "Approval"
    choices: tuple[str, str, str] = ("Approved for print", "Approved with changes", "Not approved")
    fields: tuple[str, str, str] = ("Name", "Date", "Signature")
    comments: str = "Comments"
    notice: str = (
        "Colours are simulated with process inks. Check words, codes, dimensions and the position of every element "
        "before signing. Measure from the figures, not from the picture."
    )
    steps: dict[str, str] = field(default_factory=dict)  # translations of ISO 19593-1 types; spelt out when absent
    millimetres: str = "mm"

    def purpose(self, layer: LayerTag) -> str:
        """What a technical layer is for."""
        kind = "" if layer.step is None else layer.step.type or layer.step.group
        return self.steps.get(kind, purpose(layer))


ENGLISH = ProofTexts()
