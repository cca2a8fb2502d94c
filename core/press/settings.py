"""How a drawing is sent to the press: the printer's preset, what the document says otherwise, what a person asks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from core import __version__
from core.colour.condition import Intent, PrintingCondition
from core.colour.profiles import DEFAULT, OutputProfile, load_profile, profile_of_bytes
from core.document.document import Document
from core.errors import DieloomError
from core.press.presets import Marks, PrinterPreset, Standard
from core.values import Value, explain

SpotName = Annotated[str, Field(min_length=1, max_length=64)]
STANDARDS: dict[Standard, str] = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003"}
NO_MARKS = Marks(trim=False, registration=False)


def _marks(value: Any) -> Any:
    """True for the usual marks, False for none."""
    return (Marks() if value else NO_MARKS) if isinstance(value, bool) else value


class PressSettings(Value):
    """How to separate and finish; the defaults suit offset on coated carton."""

    standard: Standard = "x4"
    profile: str = Field(DEFAULT, description="A bundled profile's name, or the path of a CMYK printer profile")
    own_profile: OutputProfile | None = Field(None, description="A profile at hand, which goes before ``profile``")
    intent: Intent = "relative"
    black_point: bool = True
    ink_limit: float | None = Field(None, ge=100, le=400, description="Most process ink together, percent")
    ppi: float = Field(300.0, ge=36, le=2400, description="Resolution of artwork; pictures are never enlarged to it")
    marks: Annotated[Marks, BeforeValidator(_marks)] = Field(Marks(), description="Marks outside the bleed, or a bool")
    simulate_spots: bool = Field(False, description="Every ink in process inks, for proofs; no plate of its own")
    spot_names: dict[str, SpotName] = Field(
        default_factory=dict, description="The printer's names for inks, such as Cut: CutContour"
    )

    @property
    def condition(self) -> PrintingCondition:
        """How colours become inks; raises DieloomError for a profile that cannot be used."""
        profile = self.own_profile or load_profile(self.profile)
        return PrintingCondition(profile, self.intent, self.black_point, self.ink_limit)


def chosen_settings(**fields: Any) -> PressSettings:
    """The settings with these fields, those that are None at their defaults; raises DieloomError."""
    try:
        return PressSettings(**{name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise DieloomError(f"The press cannot work with {explain(error)}.") from error


def settings_of(document: Document, preset: PrinterPreset, **fields: Any) -> PressSettings:
    """What the preset asks for, what the document says otherwise, and above both ``fields`` that are not None.

    Raises DieloomError for a profile that is missing or unusable.
    """
    own, press = document.design.press, preset.press
    asked = {name: value for name, value in fields.items() if value is not None}
    # A profile that is named on the spot goes before the one that travels with the document.
    carried = own_profile(document) if "profile" not in asked else None
    settled = {
        "standard": press.standard,
        "profile": own.profile or press.profile,
        "own_profile": carried,
        "intent": own.intent,
        "black_point": own.black_point,
        "ink_limit": own.ink_limit or press.ink_limit,
        "ppi": press.ppi,
        "marks": press.marks,
    }
    return chosen_settings(**(settled | asked))


def own_profile(document: Document) -> OutputProfile | None:
    """The output profile that travels with a document; raises DieloomError when it is missing or unusable."""
    digest = document.design.press.own_profile
    if digest is None:
        return None
    data = document.assets.get(digest)
    if data is None:
        raise DieloomError("The design's own output profile is not in the document.", "Choose the profile again.")
    return profile_of_bytes("own profile", data)


class PdfInfo(Value):
    """What the file says about itself; the drawing's title and the present time when left out."""

    title: str | None = None
    creator: str = f"Dieloom {__version__}"
    created: datetime | None = None
    document_id: str | None = Field(None, description="A UUID; a new one when absent")
    actual_size: bool = Field(False, description="Asks readers to print it without scaling")
