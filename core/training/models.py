"""What a run leaves for others: the average network as a model, its discriminator as the judge; and beginning from one.

A StyleGAN2-type model is written as every other model of ours. A DCGAN has no styles, so its file is of another format,
which the studio's readers name and refuse and :func:`open_dcgan` opens.
"""

from __future__ import annotations

import math
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
from core.gan.layers import Dense
from core.gan.networks import Generator, Mapping, unit
from core.training.dcgan import DcganGenerator
from core.training.judge import find_judge, load_judge, write_judge
from core.training.trainer import Trainer

Labels = tuple[str, ...]
DCGAN = "dieloom-dcgan-1"
SAMPLES = 500  # of w in each class, for the sliders


def model_path(place: Path) -> Path:
    """The model of a run's folder, or the file itself."""
    return place / "model.safetensors" if place.is_dir() else place


def open_dcgan(path: Path) -> DcganGenerator | None:
    """The DCGAN of a run, or None when the file is something else; raises DieloomError when it is damaged."""
    try:
        with safe_open(path, "pt") as file:
            facts = file.metadata() or {}
            if facts.get("format") != DCGAN:
                return None
            generator = DcganGenerator(int(facts["resolution"]), int(facts["z_dim"]))
            generator.load_state_dict({key: file.get_tensor(key).float() for key in file.keys()})  # noqa: SIM118
    except (OSError, SafetensorError):
        return None  # the models' own reader says what it is
    except (KeyError, ValueError, RuntimeError) as error:
        raise DieloomError(f"{path.name} is damaged.", "Train it again, or take an older one.") from error
    return generator.requires_grad_(False).eval()


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
    taught = trainer.images > plan.guided_kimg * 1000  # before that, the discriminator has seen nothing
    if judged and taught and isinstance(trainer.discriminator, Discriminator):
        write_judge(folder / "judge.safetensors", trainer.discriminator, on_cpu, trainer.source, trainer.device)


def begin_from(trainer: Trainer, path: Path) -> None:
    """Put another model's weights, and its judge's where there is one, into a trainer that has not begun.

    What fits in name and shape is taken over, and what was learned of classes by their names, or of all of them at once
    where there are none now; a smaller model's missing blocks join without effect. Raises DieloomError when nothing
    fits.
    """
    if not isinstance(trainer.generator, Generator):
        raise DieloomError("A DCGAN begins from nothing.", "Leave out the model to begin from.")
    model = load_model(path)
    labels = trainer.plan.labels, model.families
    weights = model.generator.state_dict()
    if isinstance(model.generator, Generator) and model.families and not trainer.plan.labels:
        weights |= _without_class(model.generator.mapping)
    taken = _take(trainer.generator, weights, *labels)
    if not taken:
        raise DieloomError(
            f"{path.name} has other layers than the networks to train.", "Choose the same widths, or another model."
        )
    _silence(trainer.generator, taken)
    trainer.average.load_state_dict(trainer.generator.state_dict())
    found = find_judge(path)
    if found is not None and not trainer.plan.spectral_norm:  # its layers then weigh otherwise, and nothing would fit
        judge = load_judge(found)
        labels = trainer.plan.labels, judge.config.labels
        _silence(trainer.discriminator, _take(trainer.discriminator, judge.discriminator.state_dict(), *labels))


@torch.no_grad()
def _without_class(mapping: Mapping) -> dict[str, Tensor]:
    """The first layer of a mapping as one that is told no class: what classes add on average becomes its bias.

    Left as it began it would scramble every z, and the mapping learns too slowly to mend that in a short run.
    """
    if not mapping.layers:
        return {}
    first = mapping.get_submodule("fc0")
    assert isinstance(first, Dense)
    classes = unit(mapping.embed(torch.eye(mapping.embed.weight.shape[1])))
    of_z, of_class = first.weight[:, : -classes.shape[1]], first.weight[:, -classes.shape[1] :]
    gain = math.sqrt(of_z.shape[1] / first.weight.shape[1])  # equalised layers of fewer inputs weigh each more
    added = of_class @ classes.mean(0) * (first.weight_gain / first.bias_gain)
    return {"mapping.fc0.weight": of_z * gain, "mapping.fc0.bias": first.bias + added}


def _take(network: nn.Module, weights: dict[str, Tensor], labels: Labels, theirs: Labels) -> set[str]:
    own = network.state_dict()
    for name in (name for name in weights if name.endswith("embed.weight") and name in own):
        if own[name].shape[0] == weights[name].shape[0]:
            columns = own[name].clone()
            for place, label in enumerate(labels):
                if label in theirs:
                    columns[:, place] = weights[name][:, theirs.index(label)]
            weights = weights | {name: columns}
    fitting = {name: value for name, value in weights.items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(fitting, strict=False)
    return set(fitting)


def _silence(network: nn.Module, taken: set[str]) -> None:
    """Blocks that nothing was taken over for add nothing at first."""
    with torch.no_grad():
        for name, value in network.named_parameters():
            if name not in taken and name.endswith(("torgb.weight", "join")):
                value.zero_()
