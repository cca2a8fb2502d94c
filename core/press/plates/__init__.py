"""The plates device: what a page puts on each plate, to be looked at, measured and flattened."""

from core.press.plates.device import bands, separate
from core.press.plates.names import PROCESS, plate_names, technical_plates
from core.press.plates.separations import Separations

__all__ = ["PROCESS", "Separations", "bands", "plate_names", "separate", "technical_plates"]
