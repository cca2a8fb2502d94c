"""What the person asks of reference pictures for one layer, and how it comes into the document.

The pictures that are ticked make a blend; each way that is switched on takes the blend: its colours, its style painted
over the layer, or the latents nearest to it. What a way needs to know of a picture is read by the engine first, and the
change is made once it is known, as one undo step.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.artwork.recipe import Layers
from core.document.edits import changed
from core.document.model import ArtworkLayer, Design, ImageLayer, ShapeLayer, StyleReference, TextLayer
from core.document.references import reference_of
from core.document.steps import is_full
from core.document.styling import (
    Styled,
    grown_of,
    mixed_shares,
    mixes_of,
    painting_of,
    palette_of,
    plain,
    strength_of,
    with_grown,
    with_painting,
    with_palette,
)
from core.errors import DieloomError
from core.style.blending import blended
from core.style.palette import snapped
from core.style.values import PaletteShift, StyleEdit, StyleShare
from desktop.panels.paints import brand_colours
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.styles import work
from desktop.styles.drafts import Drafts
from desktop.styles.extracts import Extracts
from desktop.styles.target import StyleTarget
from desktop.styles.way import Way
from desktop.styles.work import Source

GROWN = 0.7  # to begin with: the references lead, the seed still shows
BRUSH = "brush"
MOST = 16  # references at once, as many as a painting holds


class Styling(QObject):
    """Follows the target layer; the widgets of the dock follow it."""

    changed = Signal()
    failed = Signal(str)  # why; empty when the person tries something else

    def __init__(self, session: Session, extracts: Extracts, developer: Developer, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.extracts = session, extracts
        self.target = StyleTarget(session, self)
        self._drafts = Drafts(self.target, developer, self)
        self.blend: dict[str, float] = {}  # the weights of the ticked references, by asset
        self.pending: set[Way] = set()  # asked for, and not known enough yet
        self._aspects = StyleEdit()
        self._strengths = {Way.COLOURS: 1.0, Way.GROWING: GROWN}
        self._layers: Layers | None = None
        self._brand = False
        self._text, self._gesture = "", ""  # of what is pending
        self._shown = ""  # the layer that the rest is about
        self._blends: dict[str, dict[str, float]] = {}  # of layers, as they were left
        self._shares: tuple[StyleShare, ...] = ()  # of the layer, as they were read last
        self.target.changed.connect(self._follow)
        extracts.learned.connect(self._learned)
        extracts.failed.connect(self._refused)
        extracts.stopped.connect(self._stopped)
        self._drafts.changed.connect(self.changed)
        self._drafts.failed.connect(self.failed)
        self._repainted: Design = session.design  # as it was when its paints were asked for
        self._follow()

    # What is so

    @property
    def layer(self) -> Styled | None:
        """The target as it is to become."""
        return self._drafts.layer or self.target.layer

    @property
    def free(self) -> bool:
        return self.target.free

    @property
    def palette(self) -> PaletteShift | None:
        return palette_of(self.layer) if self.layer else None

    @property
    def painting(self) -> StyleEdit | None:
        return painting_of(self.layer) if self.layer else None

    @property
    def aspects(self) -> StyleEdit:
        """How the style is painted, or would be."""
        return self.painting or self._aspects

    @property
    def learned_style(self) -> str:
        """The learned style that the layer is painted in; empty for none."""
        return self.painting.network if self.painting and self.painting.network != BRUSH else ""

    @property
    def brand(self) -> bool:
        """Whether the colours are those of the brand nearest to the references'."""
        return self._brand

    @property
    def repaintable(self) -> bool:
        """Whether the design has text or shapes whose paints could go over to the palette."""
        return any(isinstance(each, ShapeLayer | TextLayer) and not each.locked for each in self.session.design.layers)

    @property
    def grown_layers(self) -> Layers | None:
        mixes = grown_of(self.layer) if self.layer else ()
        return mixes[0].layers if mixes else self._layers

    @property
    def removable(self) -> bool:
        return self.layer is not None and plain(self.layer) != self.layer

    def offers(self, way: Way) -> bool:
        """Only artwork grows."""
        return way != Way.GROWING or isinstance(self.layer, ArtworkLayer)

    def has_room(self, way: Way) -> bool:
        """Whether the layer can take another step, where the way is one: artwork keeps all but a painting elsewhere."""
        layer = self.layer
        if layer is None or self.is_on(way):
            return True
        is_step = way == Way.PAINTING or (way == Way.COLOURS and isinstance(layer, ImageLayer))
        return not is_step or not is_full(layer)

    def is_on(self, way: Way) -> bool:
        if self.layer is None:
            return False
        taken = {Way.COLOURS: palette_of, Way.PAINTING: painting_of, Way.GROWING: grown_of}
        return bool(taken[way](self.layer))

    def strength(self, way: Way) -> float:
        """Of the colours, or of what is grown."""
        if self.layer is None or not self.is_on(way):
            return self._strengths[way]
        palette = self.palette
        return palette.strength if way == Way.COLOURS and palette else strength_of(grown_of(self.layer))

    def blended_palette(self) -> PaletteShift | None:
        """The colours of the blend, so far as they are known; asks for the others."""
        known = [(self._palette(asset), weight) for asset, weight in self.blend.items()]
        palettes = [(palette, weight) for palette, weight in known if palette]
        if not palettes:
            return None
        shift = blended(palettes, self.strength(Way.COLOURS))
        brand = brand_colours(self.session.design.spots)
        return snapped(shift, brand) if self._brand and brand else shift

    def reference(self, asset: str) -> StyleReference | None:
        return reference_of(self.session.design, asset)

    def share(self, asset: str) -> StyleShare | None:
        """What the layer is painted with of a picture, if anything."""
        return next((each for each in self._shares if each.asset == asset), None)

    def preview(self, way: Way) -> Styled | None:
        """What the layer becomes in this way alone; None as long as too little is known."""
        layer = self.layer
        if layer is None or not self.offers(way):
            return None
        if self.is_on(way):
            return self._with_own(way, plain(layer))
        if not self.blend or (way == Way.GROWING and not self._latents(ask=False)):
            return None  # a latent is searched only when the person asks for it
        return self._taken(way, plain(layer)) if self.has_room(way) else None

    # What the person does

    def switch(self, way: Way, on: bool) -> None:
        self._try_again()
        self._text = {
            Way.COLOURS: self.tr("Use the references' colours"),
            Way.PAINTING: self.tr("Paint in the references' style"),
            Way.GROWING: self.tr("Grow in the references' style"),
        }[way]
        self._gesture = ""
        if on:
            self.pending.add(way)
            self._complete()
        else:
            self.pending.discard(way)
            if self.layer:
                self._edit(self.tr("Take the style off"), self._without(way, self.layer))
        self.changed.emit()

    def tick(self, asset: str, on: bool) -> None:
        """A picture joins the blend with the weight of the others, or leaves it."""
        if on == (asset in self.blend):
            return
        self._try_again()
        if on and len(self.blend) == MOST:
            self.failed.emit(self.tr("At most {0} pictures can be used at once.").format(MOST))
            self.changed.emit()
            return
        weights = list(self.blend.values())
        if on:
            self.blend[asset] = sum(weights) / len(weights) if weights else 1.0
        else:
            del self.blend[asset]
        self._reblend(self.tr("Choose references"))

    def weigh(self, asset: str, weight: float, gesture: str) -> None:
        """``weight`` is above 0 and up to 1."""
        self.blend[asset] = weight
        self._reblend(self.tr("Weigh references"), gesture)

    def reread(self, asset: str, gesture: str) -> None:
        """Another part of a picture is meant: what was taken of it is taken anew."""
        if asset in self.blend:
            self._reblend(self.tr("Choose a part of a reference"), gesture)

    def weigh_way(self, way: Way, strength: float, gesture: str) -> None:
        self._strengths[way] = strength
        layer = self.layer
        if layer is None or not self.is_on(way):
            return
        if way == Way.COLOURS and self.palette:
            shift = changed(self.palette, strength=strength)
            self._edit(self.tr("Set strength of the colours"), with_palette(layer, shift), gesture)
        elif way == Way.GROWING:
            self._regrow(self.tr("Set weight of the style"), strength, self.grown_layers, gesture)

    def set_layers(self, layers: Layers | None) -> None:
        """Which w layers grow in the references' style."""
        self._layers = layers
        if self.is_on(Way.GROWING):
            self._regrow(self.tr("Choose style layers"), self.strength(Way.GROWING), layers)

    def set_aspects(self, text: str, gesture: str = "", **fields: Any) -> None:
        """Fields of the painting."""
        self._aspects = changed(self._aspects, **fields)
        if self.layer and self.painting:
            self._edit(text, with_painting(self.layer, changed(self.painting, **fields)), gesture)
        else:
            self.changed.emit()

    def set_brand(self, on: bool) -> None:
        self._brand = on
        if self.is_on(Way.COLOURS):
            self.pending.add(Way.COLOURS)
            self._text, self._gesture = self.tr("Use brand colours") if on else self.tr("Use all colours"), ""
            self._complete()
        self.changed.emit()

    def repaint(self) -> None:
        """Carry the paints of text and shapes over to the layer's palette, too: flat artwork stays vectors."""
        if self.palette is None:
            return
        self._try_again()
        self._repainted = self.session.design
        work_ = partial(work.repainted, self._repainted, self.palette)
        task = self.extracts.submit(work_, self.tr("Recolouring text and shapes…"))
        task.done.connect(self._repaint)
        task.failed.connect(self._refuse)

    def _repaint(self, design: Design) -> None:
        if self.session.design != self._repainted:
            self.repaint()  # it was another design
        elif design != self._repainted:
            self.session.edit(self.tr("Recolour text and shapes"), lambda _: design)

    def use_learned(self, network: str) -> None:
        """Paint in a style that was learned; once more takes it off."""
        if self.layer is None:
            return
        self._try_again()
        self.pending.discard(Way.PAINTING)
        painting = changed(self.aspects, network=network, shares=()) if network != self.learned_style else None
        try:
            self._edit(self.tr("Paint in a learned style"), with_painting(self.layer, painting))
        except DieloomError as error:
            self._refuse(error)

    def remove(self) -> None:
        """Take everything off the layer that it has from references."""
        self.pending.clear()
        self.extracts.stop()
        if self.layer:
            self._edit(self.tr("Take the style off"), plain(self.layer))

    def settle(self) -> None:
        """A slider has been let go."""
        self._drafts.settle()

    # Within

    def _try_again(self) -> None:
        """What has failed before may work now."""
        self.extracts.try_again()
        self.failed.emit("")

    def _reblend(self, text: str, gesture: str = "") -> None:
        self._text, self._gesture = text, gesture
        self.pending |= {way for way in Way if self.is_on(way) and not (way == Way.PAINTING and self.learned_style)}
        self._complete()
        self.changed.emit()

    def _complete(self) -> None:
        """Make those of the pending changes of which enough is known, as one step."""
        layer = self.layer
        if layer is None or not self.free:
            self.pending.clear()
            return
        before = layer
        for way in [way for way in Way if way in self.pending]:
            try:
                taken = self._taken(way, layer)
            except DieloomError as error:
                self._refused(way, error)
                continue
            if taken is not None:
                layer = taken
                self.pending.discard(way)
        if layer != before:
            self._edit(self._text, layer, self._gesture)

    def _taken(self, way: Way, layer: Styled) -> Styled | None:
        """The layer with the blend taken in that way; None while too little is known."""
        if not self.blend:
            return self._without(way, layer)
        if way == Way.COLOURS:
            known = all([self._palette(asset) for asset in self.blend])  # asks for every one of them
            return with_palette(layer, self.blended_palette()) if known else None
        if way == Way.PAINTING:
            shares = [self._painted(asset, weight) for asset, weight in self.blend.items()]
            if not all(shares):
                return None
            aspects = painting_of(layer) or self._aspects
            return with_painting(layer, changed(aspects, network=BRUSH, shares=tuple(shares)))
        latents = self._latents(ask=True)
        if latents is None:
            return None
        weights = list(self.blend.values())
        return with_grown(layer, mixes_of(latents, weights, self.strength(way), self.grown_layers))

    def _with_own(self, way: Way, layer: Styled) -> Styled:
        """What the target has in this way, on ``layer``."""
        assert self.layer
        if way == Way.COLOURS:
            return with_palette(layer, palette_of(self.layer))
        if way == Way.PAINTING:
            return with_painting(layer, painting_of(self.layer))
        return with_grown(layer, grown_of(self.layer))

    def _without(self, way: Way, layer: Styled) -> Styled:
        if way == Way.COLOURS:
            return with_palette(layer, None)
        return with_painting(layer, None) if way == Way.PAINTING else with_grown(layer, ())

    def _regrow(self, text: str, strength: float, layers: Layers | None, gesture: str = "") -> None:
        layer = self.layer
        assert layer
        mixes = grown_of(layer)
        latents = [mix.w for mix in mixes if mix.w is not None]
        self._edit(text, with_grown(layer, mixes_of(latents, mixed_shares(mixes), strength, layers)), gesture)

    def _source(self, asset: str) -> Source | None:
        """None for a picture that the document no longer has."""
        reference, data = self.reference(asset), self.session.document.assets.get(asset)
        return Source(asset, reference.region, data) if reference and data else None

    def _palette(self, asset: str) -> PaletteShift | None:
        source = self._source(asset)
        if source is not None:
            return self.extracts.palette(source)
        share = self.share(asset)
        return share.palette if share else None

    def _painted(self, asset: str, weight: float) -> StyleShare | None:
        source, share = self._source(asset), self.share(asset)
        if source is not None and (share is None or share.region != source.region):
            share = self.extracts.share(source)
        return changed(share, weight=weight) if share else None

    def _latents(self, *, ask: bool) -> list[tuple[float, ...]] | None:
        layer = self.layer
        if not isinstance(layer, ArtworkLayer):
            return None
        sources = [self._source(asset) for asset in self.blend]
        found = [self.extracts.latent(source, layer.recipe, ask=ask) for source in sources if source]
        return [each for each in found if each] if found and all(found) else None

    def _edit(self, text: str, layer: Styled, gesture: str = "") -> None:
        if not self.free:
            return
        if isinstance(layer, ArtworkLayer):
            self.target.edit(text, lambda _: layer, gesture)
            return
        self._drafts.edit(layer, text, gesture)

    def _follow(self) -> None:
        here = self.target.layer
        self._drafts.follow()
        layer_id = here.id if here else ""
        if layer_id != self._shown:
            self._turn_to(here)
        shares = tuple(each for each in (self.painting.shares if self.painting else ()) if each.asset)
        if shares != self._shares:
            self._shares = shares
            if shares:
                self.blend = {each.asset: each.weight for each in shares if each.asset}
        here_still = {each.asset for each in self.session.design.references} | {each.asset for each in shares}
        self.blend = {asset: weight for asset, weight in self.blend.items() if asset in here_still}
        self.extracts.stop_others({each for each in here_still if each})
        self.changed.emit()

    def _turn_to(self, layer: Styled | None) -> None:
        """Another layer: its own blend if it has one, else the one in hand, if the layer takes nothing yet."""
        self._blends[self._shown] = self.blend
        self._shown, self._shares, self.pending = layer.id if layer else "", (), set()
        if layer is not None:
            fresh = self.blend if plain(layer) == layer else {}
            self.blend = dict(self._blends.get(layer.id, fresh))
            palette, brand = palette_of(layer), set(brand_colours(self.session.design.spots))
            self._brand = palette is not None and bool(brand) and set(palette.colours) <= brand

    def _learned(self) -> None:
        if self.pending:
            self._complete()
        self.changed.emit()

    def _refused(self, way: Way, error: DieloomError) -> None:
        self.failed.emit(str(error))
        self._stopped(way)

    def _refuse(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _stopped(self, way: Way) -> None:
        self.pending.discard(way)
        self.changed.emit()
