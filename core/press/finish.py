"""Makes the PDF of a drawn sheet: pages, forms and what they name, output intent and metadata.

Pictures are only named here, as dictionaries that say which raster belongs in their place; :mod:`core.press.splice`
writes them, as pikepdf would hold them whole.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from core.colour.profiles import OutputProfile
from core.compose.drawlist import LayerTag, ProcessingStep
from core.geometry import Affine, Box
from core.press.colour_spaces import device_n, separation
from core.press.extent import extent
from core.press.metadata import set_metadata, set_output_intent
from core.press.presets import Standard
from core.press.rasters import Plates, Raster
from core.press.settings import PdfInfo
from core.press.sheet import Call, Fragment, Leaf, Sheet, State, forms
from core.units import POINTS_PER_MM

RASTER = "/DieloomRaster"  # marks the places of rasters between this step and the next
HEADERS: dict[Standard, str] = {"x4": "1.6", "x1a": "1.4"}


def finish(sheet: Sheet, profile: OutputProfile, info: PdfInfo, standard: Standard = "x4") -> bytes:
    """The finished file, still without its pictures."""
    with Pdf.new() as pdf:
        _Writer(pdf, sheet).write()
        set_output_intent(pdf, profile)
        set_metadata(pdf, info, standard)
        out = io.BytesIO()
        # Classic cross-references: the next step adds to the table.
        pdf.save(
            out,
            force_version=HEADERS[standard],
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


class _Writer:
    """Writes the fragments of one sheet, with the resources that each of them uses."""

    def __init__(self, pdf: Pdf, sheet: Sheet) -> None:
        self._pdf, self._sheet = pdf, sheet
        self._fragments = list(sheet.fragments)
        self._forms = {call: pdf.make_stream(b"") for call in forms(sheet)}
        spots = [pdf.make_indirect(separation(spot)) for spot in sheet.spots]
        rasters = [pdf.make_indirect(_picture(number, raster)) for number, raster in enumerate(sheet.rasters)]
        for place, raster in zip(rasters, sheet.rasters, strict=True):
            if raster.mask is not None:
                place.SMask = rasters[sheet.raster(raster.mask)]
            if isinstance(raster.colours, Plates):
                plates = [spots[sheet.spot(spot)] for spot in raster.colours.spots]
                place.ColorSpace = pdf.make_indirect(device_n(pdf, raster.colours, plates))
        self._named: dict[str, tuple[str, Object]] = {
            **{_form_name(call): ("/XObject", form) for call, form in self._forms.items()},
            **_entries("/XObject", "Im", rasters),
            **_entries("/Properties", "Layer", _add_layers(pdf, sheet.layers) if sheet.layers else []),
            **_entries("/ColorSpace", "Spot", spots),
            **_entries("/ExtGState", "State", [pdf.make_indirect(_state(state)) for state in sheet.states]),
        }
        self._blending: dict[int, bool] = {}
        self._dictionaries: dict[frozenset[str], Object] = {}
        self._masked = {f"Im{number}" for number, raster in enumerate(sheet.rasters) if raster.mask is not None}

    def write(self) -> None:
        for call, form in self._forms.items():
            self._fill_form(form, call)
        for leaf in self._sheet.leaves:
            self._add_page(leaf)

    def _fill_form(self, form: Stream, call: Call) -> None:
        """Drawn in its caller's coordinates (mm)."""
        fragment = self._fragments[call.number]
        form.write(self._content(fragment))
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([round(value, 4) for value in extent(self._sheet.sources[call.number])])
        form.Resources = self._resources(fragment)
        if call.blended:
            form.Group = _blending()

    def _add_page(self, leaf: Leaf) -> None:
        to_page = Affine.scaling(POINTS_PER_MM) @ Affine.translation(-leaf.media.x0, -leaf.media.y0)
        scale = " ".join(f"{value:.9f}" for value in to_page)
        page = Dictionary(
            Type=Name.Page,
            Resources=self._resources(leaf.fragment),
            Contents=self._pdf.make_stream(f"{scale} cm\n".encode() + self._content(leaf.fragment)),
        )
        for key, box in (("/MediaBox", leaf.media), ("/BleedBox", leaf.bleed), ("/TrimBox", leaf.trim)):
            page[key] = _points(box.moved(-leaf.media.x0, -leaf.media.y0))
        if self._blends(leaf.fragment):
            page.Group = _blending()
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))

    def _content(self, fragment: Fragment) -> bytes:
        return b"".join(part if isinstance(part, bytes) else self._called(part) for part in fragment.parts)

    def _called(self, call: Call) -> bytes:
        if call in self._forms:
            return b"/%s Do\n" % _form_name(call).encode()
        return self._content(self._fragments[call.number])

    def _resources(self, fragment: Fragment) -> Object:
        """One dictionary for all that use the same."""
        names = frozenset(self._names(fragment))
        if names not in self._dictionaries:
            found: dict[str, dict[str, Object]] = {}
            for name in sorted(names):
                kind, meaning = self._named[name]
                found.setdefault(kind, {})[f"/{name}"] = meaning
            whole = Dictionary({kind: Dictionary(named) for kind, named in found.items()})
            self._dictionaries[names] = self._pdf.make_indirect(whole)
        return self._dictionaries[names]

    def _names(self, fragment: Fragment) -> set[str]:
        """Of everything that the fragment's stream uses, with what is written where it is called."""
        names = set(fragment.names)
        for call in fragment.calls:
            names |= {_form_name(call)} if call in self._forms else self._names(self._fragments[call.number])
        return names

    def _blends(self, fragment: Fragment) -> bool:
        """Whether anything in it is transparent, through all that it calls."""
        return bool(self._masked & fragment.names) or any(
            call.blended or self._blends_within(call.number) for call in fragment.calls
        )

    def _blends_within(self, number: int) -> bool:
        if number not in self._blending:
            self._blending[number] = self._blends(self._fragments[number])
        return self._blending[number]


def _form_name(call: Call) -> str:
    return f"{'Group' if call.blended else 'Form'}{call.number}"


def _entries(kind: str, prefix: str, meanings: Iterable[Object]) -> dict[str, tuple[str, Object]]:
    return {f"{prefix}{number}": (kind, meaning) for number, meaning in enumerate(meanings)}


def _picture(number: int, raster: Raster) -> Dictionary:
    """All that is said of a picture but its length."""
    found = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=raster.width_px,
        Height=raster.height_px,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if raster.colours == "grey" else Name.DeviceCMYK,
        Filter=Name.FlateDecode,
    )
    found[RASTER] = number
    return found


def _blending() -> Dictionary:
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _points(box: Box) -> Array:
    return Array([round(value * POINTS_PER_MM, 4) for value in box])


def _state(state: State) -> Dictionary:
    found = Dictionary(Type=Name.ExtGState)
    if state.overprint:
        found.OP, found.op, found.OPM = True, True, state.mode
    if state.opacity < 1:
        found.CA = found.ca = round(state.opacity, 4)
    return found


def _add_layers(pdf: Pdf, tags: Iterable[LayerTag]) -> list[Dictionary]:
    """Optional content groups, all of them on and in the default configuration's order."""
    names = Counter[str]()
    layers = []
    for tag in tags:
        names[tag.name] += 1
        count = names[tag.name]
        layers.append(pdf.make_indirect(_layer(tag, tag.name if count == 1 else f"{tag.name} {count}")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(layers), D=Dictionary(Name=String("Layers"), Order=Array(layers), ON=Array(layers))
    )
    return layers


def _layer(tag: LayerTag, name: str) -> Dictionary:
    layer = Dictionary(Type=Name.OCG, Name=String(name))
    if tag.step is not None:
        layer.GTS_Metadata = _step(tag.step)
    return layer


def _step(step: ProcessingStep) -> Dictionary:
    """ISO 19593-1:2018, 6.3: what the layer is for, for machines."""
    metadata = Dictionary(GTS_ProcStepsGroup=Name(f"/{step.group}"))
    if step.type is not None:
        metadata.GTS_ProcStepsType = Name(f"/{step.type}")
    return metadata
