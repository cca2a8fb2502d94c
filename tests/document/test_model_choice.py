"""Another model keeps of a recipe what it understands, and nothing that would fail in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.artwork.recipe import Move, Recipe, StyleMix
from core.document.model_choice import with_model
from core.gan.config import AliasFreeConfig, Config, GeneratorConfig

FLAT = GeneratorConfig(64, 32, 32, 2, 256, 32, labels=("stripes", "dots"), padding=("zero", "zero"), noise=True)
WAVES = AliasFreeConfig(64, 32, 32, 2, 256, 32)
LATENT = "AACAPwAAAEA="  # two float32

recipes = st.builds(
    Recipe,
    seed=st.integers(0, 2**32 - 1),
    family=st.sampled_from([None, "dots", "checks"]),
    cutoff=st.none() | st.integers(0, 40),
    moves=st.lists(
        st.builds(Move, direction=st.sampled_from(["pc1", "pc9", "sefa1", "mine"]), value=st.floats(-9, 9)), max_size=3
    ).map(tuple),
    mix=st.lists(st.sampled_from([StyleMix(seed=5), StyleMix(w=(1.0, 2.0))]), max_size=2).map(tuple),
    cells=st.sampled_from([(1, 1), (3, 2)]),
    tile=st.sampled_from([None, "x", "none"]),
    noise=st.sampled_from(["const", "random"]),
    start=st.sampled_from([None, LATENT]),
    psi=st.sampled_from([0.5, 1.0]),
)


@given(recipes, st.sampled_from([FLAT, WAVES]))
def test_nothing_stays_that_the_new_model_lacks(recipe: Recipe, config: Config) -> None:
    made = with_model(recipe, "other.pkl", config, {"pc1"})
    assert (made.model, made.seed) == ("other.pkl", recipe.seed)
    assert made.family in (None, *config.labels)
    assert made.start is None
    assert made.cutoff is None or made.cutoff < config.w_layers
    assert {move.direction for move in made.moves} <= {"pc1"}
    assert all(mix.w is None for mix in made.mix)
    if config is WAVES:
        assert (made.cells, made.tile, made.noise) == ((1, 1), None, "const")


@given(recipes.filter(lambda recipe: recipe.start is None))
def test_what_the_new_model_knows_stays(recipe: Recipe) -> None:
    made = with_model(recipe, "other.pkl", FLAT, {"pc1", "pc9", "sefa1", "mine"})
    assert (made.moves, made.psi, made.cells, made.tile) == (recipe.moves, recipe.psi, recipe.cells, recipe.tile)
    assert [mix.seed for mix in made.mix] == [mix.seed for mix in recipe.mix if mix.w is None]


def test_a_found_latent_gives_its_place_and_its_truncation_back() -> None:
    made = with_model(Recipe(start=LATENT, psi=1.0, seed=7), "other.pkl", FLAT, ())
    assert (made.start, made.seed, made.psi) == (None, 7, Recipe().psi)


def test_a_step_of_the_old_model_goes_whatever_its_name() -> None:
    moves = (Move(direction="pc1", value=1), Move(direction="pc2", value=1, step=LATENT))
    assert with_model(Recipe(moves=moves), "other.pkl", FLAT, {"pc1", "pc2"}).moves == moves[:1]
