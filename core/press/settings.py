"""What a person chooses when a drawing is sent to the press."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from core import __version__
from core.colour.profiles import DEFAULT
from core.errors import DieloomError
from core.values import Value, explain

SpotName = Annotated[str, Field(min_length=1, max_length=64)]


class PressSettings(Value):
    """How to separate and finish; the defaults suit offset on coated carton."""

    profile: str = Field(DEFAULT, description="A bundled profile's name, or the path of a CMYK printer profile")
    intent: Literal["relative", "perceptual"] = "relative"
    ppi: float = Field(300.0, ge=36, le=2400, description="Resolution of artwork; pictures are never enlarged to it")
    marks: bool = Field(True, description="Trim and register marks outside the bleed")
    simulate_spots: bool = Field(False, description="Every ink in process inks, for proofs; no plate of its own")
    spot_names: dict[str, SpotName] = Field(
        default_factory=dict, description="The printer's names for inks, such as Cut: CutContour"
    )


def chosen_settings(**fields: Any) -> PressSettings:
    """The settings with these fields, those that are None at their defaults; raises DieloomError."""
    try:
        return PressSettings(**{name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise DieloomError(f"The press cannot work with {explain(error)}.") from error


class PdfInfo(Value):
    """What the file says about itself; the drawing's title and the present time when left out."""

    title: str | None = None
    creator: str = f"Dieloom {__version__}"
    created: datetime | None = None
    document_id: str | None = Field(None, description="A UUID; a new one when absent")
