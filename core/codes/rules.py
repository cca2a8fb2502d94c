"""How large a barcode must be for the trade to take it: the GS1 General Specifications as data.

Sources: GS1 General Specifications, 5.2 (EAN/UPC), 5.3 (ITF-14), 5.4 (GS1-128), 5.6 and 5.7 (GS1 DataMatrix, GS1 QR
Code) and their symbol specification tables: the retail checkout for EAN and UPC, general distribution for ITF-14 and
GS1-128, healthcare for Data Matrix; ISO/IEC 15417 for Code 128 outside GS1; ISO/IEC 16022 and 18004 for the quiet zones
of Data Matrix and QR Code.

Two of these depend on where the code is scanned. ITF-14 and GS1-128 may have modules down to 0.250 mm where no fixed
scanner of a distribution centre has to read them, and GS1 DataMatrix and GS1 QR Code at a checkout need 0.396 mm.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.codes.names import Symbology


@dataclass(frozen=True)
class Rule:
    """``smallest``, ``largest`` and ``usual`` are modules (the X-dimension) in mm.

    ``least_height`` and ``usual_height`` are of the bars, in mm: the first with the smallest module, the second with
    the usual one. ``grows`` says that they grow with the module, as for EAN and UPC. They are None for matrix codes,
    which are as high as their modules. ``quiet`` is the quiet zone in modules: left, right, bottom, top. ``label`` is
    the trade's name of the code.
    """

    label: str
    smallest: float
    usual: float
    largest: float
    least_height: float | None
    usual_height: float | None
    quiet: tuple[float, float, float, float]
    grows: bool = False

    def height(self, module: float) -> float | None:
        """The usual height of the bars, in mm, with modules of ``module`` mm."""
        return self._at(self.usual_height, self.usual, module)

    def least(self, module: float) -> float | None:
        """The least height of the bars, in mm, with modules of ``module`` mm."""
        return self._at(self.least_height, self.smallest, module)

    def _at(self, height: float | None, reference: float, module: float) -> float | None:
        return height * module / reference if height is not None and self.grows else height


_RULES: dict[Symbology, Rule] = {
    "ean13": Rule("EAN-13", 0.264, 0.330, 0.660, 18.28, 22.85, (11, 7, 0, 0), grows=True),
    "ean8": Rule("EAN-8", 0.264, 0.330, 0.660, 14.58, 18.23, (7, 7, 0, 0), grows=True),
    "upca": Rule("UPC-A", 0.264, 0.330, 0.660, 18.28, 22.85, (9, 9, 0, 0), grows=True),
    "itf14": Rule("ITF-14", 0.495, 0.495, 1.016, 31.75, 31.75, (10, 10, 0, 0)),
    "code128": Rule("Code 128", 0.191, 0.330, 1.016, 5.0, 15.0, (10, 10, 0, 0)),
    "gs1_128": Rule("GS1-128", 0.495, 0.495, 1.016, 31.75, 31.75, (10, 10, 0, 0)),
    "datamatrix": Rule("Data Matrix", 0.254, 0.380, 0.990, None, None, (1, 1, 1, 1)),
    "qr": Rule("QR Code", 0.250, 0.495, 0.990, None, None, (4, 4, 4, 4)),
}


def rule(symbology: Symbology) -> Rule:
    """What the trade asks of a code of this kind."""
    return _RULES[symbology]
