"""The artist replays recipes: it keeps loaded models and recent tiles, and a tile that repeats does so exactly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.artwork.developing import develop, with_alpha
from core.artwork.paths import Easing, path, place_of
from core.artwork.pixels import rgb
from core.artwork.recipe import Layers, Recipe, StyleMix
from core.artwork.replay import recipe_ws, repeats, setting_of, start_text, starting_ws
from core.artwork.shelf import Shelf, Shelved
from core.errors import DieloomError
from core.gan.direction_files import problem
from core.gan.direction_search import FOUND, SearchMethod, search
from core.gan.directions import Direction, as_sidecar, from_sidecar, spread_of
from core.gan.encoder import Encoder, find_encoder
from core.gan.latents import direction_of, family_index, strayed, truncate
from core.gan.likes import liked_direction
from core.gan.model import Model
from core.gan.project import project
from core.gan.sidecar import DirectionInfo, place, read_sidecar, stamp, usable_sidecar, write_sidecar
from core.gan.synthesis import to_pixels
from core.jobs import Progress
from core.pictures.resize import resize_tile
from core.style.palette import shift_palette

__all__ = ["Artist", "Pixels", "recipe_ws"]

Pixels = NDArray[np.uint8]

KEPT_BYTES = 256 << 20


class Artist:
    """One artist to a thread. Tiles are [H, W, 3] sRGB; they are shared, so do not write to them.

    ``dtype`` is the number format that tiles are drawn in; only with float32 is a recipe's tile the same everywhere.
    ``notice`` is told, in a sentence for the person, when memory ran short and what was done about it.
    """

    def __init__(self, dtype: torch.dtype = torch.float32, notice: Callable[[str], None] | None = None) -> None:
        self._shelf, self._notice = Shelf(dtype, notice), notice
        self._tiles: OrderedDict[tuple[object, ...], Pixels] = OrderedDict()

    def model(self, name: str) -> Model:
        """A bundled model by name or a model file by path, loaded once; raises DieloomError."""
        return self._shelf.take(name).model

    def encoder(self, name: str) -> Encoder | None:
        """What answers at once which latent draws a picture, for a model that has it; ``notice`` is told of one that
        does not serve. Read anew each time: that takes no longer than looking whether it has changed."""
        shelved = self._shelf.take(name)
        return find_encoder(shelved.path, shelved.model, self._notice)

    def unload(self, name: str | None = None) -> None:
        """Let go of a model, or of all of them and of the tiles; what is needed again is loaded again."""
        self._shelf.unload(name)
        if name is None:
            self._tiles.clear()

    def ws(self, recipe: Recipe) -> Tensor:
        """The recipe's w for every layer [w_layers, w_dim]; raises DieloomError for what its model does not have."""
        return self._ws(self._shelf.take(recipe.model), recipe)

    # Tiles

    def tile(self, recipe: Recipe, *, draft: bool = False, progress: Progress | None = None) -> Pixels:
        """The recipe's tile at the model's own size times its cells; a draft is coarser, and without the
        edits that do not decide the look, such as more pixels.

        Raises DieloomError for an unknown model, family or direction, and Cancelled between blocks.
        """
        shelved = self._shelf.take(recipe.model)
        key = (recipe.digest(), draft, shelved.version, _saved_version(shelved, recipe))
        if key not in self._tiles:
            self._keep(key, self._paint(shelved, recipe, draft, progress or Progress()))
        self._tiles.move_to_end(key)
        return self._tiles[key]

    def sized_tile(self, recipe: Recipe, width_px: int, height_px: int, progress: Progress | None = None) -> Pixels:
        """The recipe's tile resampled to a size, as seamless as it was."""
        tile = self.tile(recipe, progress=progress)
        return resize_tile(tile, width_px, height_px, repeats(self.model(recipe.model), recipe))

    def project(self, image: Pixels, recipe: Recipe, progress: Progress, *, layered: bool = True) -> StyleMix:
        """The style of a reference picture [H, W, 3 or more] as a mix for this recipe's model; raises Cancelled.

        ``layered``: a latent for each layer, so that a mix into a few layers takes the picture's shapes, or its
        textures, or its colours alone. A layer is a layer of every picture, so the tile is as seamless as before.
        """
        model, encoder = self.model(recipe.model), self.encoder(recipe.model)
        return StyleMix(w=project(model, image, progress, encoder=encoder, layered=layered).w)

    # Other recipes

    def vary(self, recipe: Recipe, strength: float, seed: int, layers: Layers | None = None) -> Recipe:
        """The recipe with its latent moved by chance, ``strength`` standard deviations of w; the seed decides whither.

        Moves and mixes stay what they are, and truncation too, but between seeds of two classes.
        """
        model = self.model(recipe.model)
        ws, centre = starting_ws(model, recipe)
        span = slice(None) if layers is None else slice(layers[0], layers[1] + 1)
        ws[span] = strayed(ws[span], spread_of(model), strength, seed)
        fields: dict[str, object] = {"start": start_text(ws), "between": (0.0, 0.0)}
        if not torch.equal(centre, model.centres[family_index(model, recipe.family, recipe.seed)]):
            # Between seeds of two classes there is no class to truncate towards: it is done here and now.
            ws = truncate(ws, centre, recipe.psi, recipe.cutoff)
            fields |= {"start": start_text(ws), "psi": 1.0, "cutoff": None}
        return recipe.model_copy(update=fields)

    def path(
        self, recipes: Sequence[Recipe], frames: int, *, loop: bool = False, easing: Easing = "linear"
    ) -> list[Recipe]:
        """Recipes on the way through ``recipes``, all of one model; what is no latent is that of the nearest of them.

        The ends of an open path, and of a loop its beginning, draw the very pictures of their recipes. Raises
        DieloomError.
        """
        if len({recipe.model for recipe in recipes}) > 1:
            raise DieloomError("A path leads through the pictures of one model.", "Choose pictures of the same model.")
        along = path([self.ws(recipe) for recipe in recipes], frames, loop=loop, easing=easing)
        near = [recipes[place_of(frame, frames, len(recipes), loop)] for frame in range(frames)]
        return [_baked(recipe, ws) for recipe, ws in zip(near, along, strict=True)]

    def carrying(self, recipe: Recipe, found: Sequence[DirectionInfo] = ()) -> Recipe:
        """The recipe with the steps of directions that are only saved beside the model here, or were ``found``
        elsewhere: it then gives the same picture everywhere."""
        saved = usable_sidecar(self._shelf.take(recipe.model).path).infos
        steps = {info.name: info.step for info in (*saved, *found)}
        own = set(self.model(recipe.model).direction_names) - {info.name for info in found}
        moves = [
            move if move.step or move.direction in own else move.model_copy(update={"step": steps.get(move.direction)})
            for move in recipe.moves
        ]
        return recipe.model_copy(update={"moves": tuple(moves)})

    # Directions

    def find_directions(
        self,
        model: str,
        method: SearchMethod,
        progress: Progress | None = None,
        *,
        count: int = FOUND,
        layers: Layers | None = None,
    ) -> tuple[DirectionInfo, ...]:
        """Find directions of a model and save them beside it; those of the same names are replaced and keep their
        labels. SeFa looks at ``layers`` alone. Raises DieloomError, and Cancelled within 200 ms."""
        shelved = self._shelf.take(model)
        found = search(shelved.model, method, progress or Progress(), count=count, layers=layers)
        return self._save(shelved, found)

    def learn_direction(
        self,
        label: str,
        liked: Sequence[Recipe | Pixels],
        disliked: Sequence[Recipe | Pixels],
        progress: Progress | None = None,
        *,
        model: str,
        layers: Layers | None = None,
    ) -> DirectionInfo:
        """The way from what a person dislikes (or from the average) to what they like, saved beside the model.

        Examples are recipes of the model, or pictures [H, W, 3], which are projected first. Raises DieloomError, and
        Cancelled.
        """
        shelved, progress = self._shelf.take(model), progress or Progress()
        sets = (liked, disliked)
        total, done, points = max(len(liked) + len(disliked), 1), 0, []
        for examples in sets:
            rows = []
            for example in examples:
                rows.append(self._example(shelved, example, progress.part(done / total, (done + 1) / total)))
                done += 1
            points.append(torch.stack(rows) if rows else torch.zeros(0, shelved.model.config.w_dim))
        taken = {info.name for info in usable_sidecar(shelved.path).infos}
        name = next(name for number in range(1, len(taken) + 2) if (name := f"liked{number}") not in taken)
        words = " ".join(label.split())[:120]
        return self._save(
            shelved, [liked_direction(name, words, points[0], points[1], spread_of(shelved.model), layers)]
        )[0]

    def _example(self, shelved: Shelved, example: Recipe | Pixels, progress: Progress) -> Tensor:
        """The w [w_dim] of an example, about the centre of its class."""
        model = shelved.model
        progress.report(0.0, "Looking at the examples")
        if not isinstance(example, Recipe):
            encoder = find_encoder(shelved.path, model, self._notice)
            return torch.tensor(project(model, example, progress, encoder=encoder).w) - model.centres.mean(0)
        if self._shelf.take(example.model).path != shelved.path:
            raise DieloomError("An example is of another model.", "Mark pictures of one model only.")
        return self._ws(shelved, example).mean(0) - model.centres[family_index(model, example.family, example.seed)]

    def _save(self, shelved: Shelved, found: list[Direction]) -> tuple[DirectionInfo, ...]:
        news = as_sidecar(found)
        write_sidecar(shelved.path, usable_sidecar(shelved.path).joined(news))
        names = [info.name for info in news.infos]
        saved = {info.name: info for info in read_sidecar(shelved.path).infos}
        return tuple(saved[name] for name in names)

    # Within

    def _ws(self, shelved: Shelved, recipe: Recipe) -> Tensor:
        def find(name: str) -> Direction:
            try:
                return direction_of(shelved.model, name, from_sidecar(usable_sidecar(shelved.path)))
            except DieloomError as error:
                raise DieloomError(error.message, problem(shelved.path) or error.hint) from error

        return recipe_ws(shelved.model, recipe, find)

    def _paint(self, shelved: Shelved, recipe: Recipe, draft: bool, progress: Progress) -> Pixels:
        setting = setting_of(shelved.model, recipe)
        picture = shelved.synthesizer.picture(self._ws(shelved, recipe), setting, draft=draft, progress=progress)
        pixels = rgb(to_pixels(picture))
        if recipe.palette is not None:
            pixels = shift_palette(pixels, recipe.palette, progress.silent())
        # While a slider moves, what decides the look is enough.
        edits = [edit for edit in recipe.edits if not draft or edit.kind in ("palette", "style")]
        if edits:
            pixels = rgb(develop(with_alpha(pixels), edits, progress, repeats(shelved.model, recipe)))
        pixels.flags.writeable = False
        return pixels

    def _keep(self, key: tuple[object, ...], tile: Pixels) -> None:
        self._tiles[key] = tile
        while len(self._tiles) > 1 and sum(each.nbytes for each in self._tiles.values()) > KEPT_BYTES:
            self._tiles.popitem(last=False)


def _baked(recipe: Recipe, ws: Tensor) -> Recipe:
    """The recipe with what decides its latent replaced by w itself."""
    latent = {"start": start_text(ws), "between": (0.0, 0.0), "psi": 1.0, "cutoff": None, "moves": (), "mix": ()}
    return recipe.model_copy(update=latent)


def _saved_version(shelved: Shelved, recipe: Recipe) -> object:
    """Changes with the directions saved beside the model, if the recipe's tile may depend on them."""
    if all(move.step is not None for move in recipe.moves):
        return None
    saved = place(shelved.path)
    return stamp(saved) if saved.is_file() else None
