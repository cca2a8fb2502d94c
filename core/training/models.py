"""What a run leaves for others: the average network as a model, its discriminator as the judge; and beginning from one.

A StyleGAN2-type model is written as every other model of ours. A DCGAN has no styles, so its file is of another format,
which the studio's readers name and refuse and :func:`open_trained` opens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from core import files
from core.errors import DieloomError
from core.gan.directions import analyse_w
from core.gan.discriminator import Discriminator
from core.gan.files import load_model, save_model
from core.gan.networks import Generator
from core.training.dcgan import DcganGenerator
from core.training.judge import find_judge, load_judge, write_judge
from core.training.trainer import Trainer

DCGAN = "dieloom-dcgan-1"
SAMPLES = 500  # of w in each class, for the sliders


@dataclass(frozen=True, eq=False)
class Trained:
    """``make`` draws z [N, z_dim] and one-hot classes [N, labels] as pictures [N, 3, R, R] in -1..1."""

    make: Callable[[Tensor, Tensor | None], Tensor]
    z_dim: int
    resolution: int
    labels: tuple[str, ...]


def model_path(place: Path) -> Path:
    """The model of a run's folder, or the file itself."""
    return place / "model.safetensors" if place.is_dir() else place


def open_trained(place: Path) -> Trained:
    """A model file or a run's folder, DCGANs too; raises DieloomError."""
    path = model_path(place)
    try:
        with safe_open(path, "pt") as file:
            facts = file.metadata() or {}
            if facts.get("format") == DCGAN:
                generator = DcganGenerator(int(facts["resolution"]), int(facts["z_dim"]))
                generator.load_state_dict({key: file.get_tensor(key).float() for key in file.keys()})  # noqa: SIM118
                generator.requires_grad_(False).eval()
                return Trained(generator, generator.z_dim, generator.resolution, ())
    except (OSError, SafetensorError, KeyError, ValueError, RuntimeError):
        pass  # no DCGAN of ours: the models' own reader says what it is
    model = load_model(path)
    return Trained(model.generator, model.config.z_dim, model.config.resolution, model.families)


def save_trained(trainer: Trainer, name: str, folder: Path, *, judged: bool) -> None:
    """Write ``model.safetensors``, and the judge beside it: with ``judged`` calibrated on fresh pictures."""
    average = trainer.average
    path = folder / "model.safetensors"
    if isinstance(average, DcganGenerator):
        facts = {"format": DCGAN, "resolution": str(average.resolution), "z_dim": str(average.z_dim), "name": name}
        weights = {key: value.detach().cpu().contiguous() for key, value in average.state_dict().items()}
        files.write_bytes(path, save(weights, facts))
        return
    assert isinstance(average, Generator)
    plan = trainer.plan
    card = {
        "title": name,
        "made by": "dieloom train",
        "trained on": f"{trainer.images / 1000:.1f} thousand pictures at up to {trainer.resolution} px",
        "loss": plan.loss,
    }
    on_cpu = Generator(average.config)
    on_cpu.load_state_dict(average.state_dict())
    save_model(on_cpu, name, path, analyse_w(on_cpu, samples=SAMPLES), card)
    if judged and isinstance(trainer.discriminator, Discriminator):
        write_judge(folder / "judge.safetensors", trainer.discriminator, on_cpu, trainer.source, trainer.device)


def begin_from(trainer: Trainer, path: Path) -> None:
    """Put another model's weights, and its judge's where there is one, into a trainer that has not begun.

    What fits in name and shape is taken over; a smaller model's missing blocks join without effect. Raises DieloomError
    when nothing fits.
    """
    if not isinstance(trainer.generator, Generator):
        raise DieloomError("A DCGAN begins from nothing.", "Leave out the model to begin from.")
    model = load_model(path)
    taken = _take(trainer.generator, model.generator.state_dict())
    if not taken:
        raise DieloomError(
            f"{path.name} has other layers than the networks to train.", "Choose the same widths, or another model."
        )
    _silence(trainer.generator, taken)
    trainer.average.load_state_dict(trainer.generator.state_dict())
    found = find_judge(path)
    if found is not None:
        _silence(trainer.discriminator, _take(trainer.discriminator, load_judge(found).discriminator.state_dict()))


def _take(network: nn.Module, weights: dict[str, Tensor]) -> set[str]:
    own = network.state_dict()
    fitting = {name: value for name, value in weights.items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(fitting, strict=False)
    return set(fitting)


def _silence(network: nn.Module, taken: set[str]) -> None:
    """Blocks that nothing was taken over for add nothing at first."""
    with torch.no_grad():
        for name, value in network.named_parameters():
            if name not in taken and name.endswith(("torgb.weight", "join")):
                value.zero_()
