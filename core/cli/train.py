"""`dieloom train`: a model of a person's own pictures, or of drawn patterns; and going on with it.

`torchrun --nproc-per-node 2 -m core.cli.train ...` is the same command on several processes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress

if TYPE_CHECKING:
    from core.training.run import Run

_LOSSES = ("non-saturating", "minimax", "hinge", "wasserstein", "relativistic")
_NUMBERS = {
    "batch": int,
    "rate": float,
    "r1_gamma": float,
    "r2_gamma": float,
    "discriminator_steps": int,
    "unrolled_steps": int,
    "gradient_clip": float,
    "input_noise": float,
    "frozen_blocks": int,
    "mapping_boost": float,
    "momentum": float,
    "cooldown": float,
    "guidance": float,
    "guided_kimg": float,
    "opening_kimg": float,
    "mixing": float,
    "discriminator_rate": float,
    "lazy_every": int,
    "memory": float,
    "mapping_layers": int,
    "channel_base": int,
    "channel_max": int,
    "average_kimg": float,
    "keep_epochs": int,
}


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser(
        "train",
        parents=[common],
        help="train a model on pictures, or go on with a run",
        description="What is not given is chosen by the pictures and this machine. The run's folder always holds "
        "model.safetensors, which opens at any time; a stopped run goes on exactly where it stood.",
    )
    _common(verb)
    _expert(verb.add_argument_group("for experts"))
    verb.set_defaults(run=_run)


def _common(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("--data", metavar="DIR|ZIP|procedural:SEED", help="pictures, a prepared set, drawn patterns, or digits")
    add("--out", type=Path, metavar="RUN", help="the folder of a new run")
    add("--resume", type=Path, metavar="RUN", help="go on with a run")
    add("--roll-back", type=_kimg, metavar="KIMG", help="with --resume: from the last snapshot before KIMG")
    add("--minutes", type=_positive, metavar="M", help="stop after so long")
    add("--kimg", type=_positive, metavar="K", help="stop after so many thousand pictures")
    add("--resolution", type=int, metavar="R", help="pixels of a side, a power of two")
    add("--from", dest="model", metavar="MODEL", help="begin from a model: a bundled one's name, or a file")
    add("--tiles", action="store_true", help="the pictures repeat seamlessly, and so shall what is made")
    add("--preset", default="auto", metavar="P", help="auto, classic-dcgan or product-256 (default: auto)")
    add("--seed", type=words.seed, metavar="S")
    add("--device", default="auto", metavar="D", help="auto, cpu, cuda, mps (default: auto)")
    add("--name", help="of the model (default: the folder's)")


def _expert(group: Any) -> None:
    add = group.add_argument
    add("--loss", choices=_LOSSES)
    add("--optimizer", choices=("adam", "rmsprop", "sgd"))
    add("--augment", choices=("none", "fixed", "ada"))
    for name in ("spectral-norm", "mirror", "shifts", "augment-colour", "half"):
        add(f"--{name}", action=argparse.BooleanOptionalAction)
    add("--padding", choices=("torus", "zero"))
    add(
        "--stages",
        dest="grown_from",
        type=_stages,
        metavar="PX:KIMG,...",
        help="begin smaller, until so many kimg",
    )
    for name, kind in _NUMBERS.items():
        add(f"--{name.replace('_', '-')}", type=kind, metavar="N")


def _stages(text: str) -> tuple[Any, ...]:
    from core.training.plan import Stage

    try:
        parts = [part.split(":") for part in text.split(",") if part]
        return tuple(Stage(int(size), float(kimg)) for size, kimg in parts)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a row of stages such as 32:50,64:100") from None


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.0 < number < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


_kimg = _positive


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.errors import DieloomError
    from core.training.run import Run
    from core.training.starting import choose_device, start
    from core.training.world import join_world, leave_world

    if (args.resume is None) == (args.out is None):
        raise DieloomError("Training needs a folder.", "Give --out RUN for a new run, or --resume RUN for an old one.")
    if args.roll_back is not None and args.resume is None:
        raise DieloomError("A new run has nothing to roll back to.", "Give --roll-back with --resume RUN.")
    device = choose_device(args.device)
    world = join_world(device)
    try:
        with shown_progress() as progress:
            if args.out is not None and world.first:
                start(
                    args.out,
                    args.data,
                    chosen=_chosen(args),
                    preset=args.preset,
                    model=args.model,
                    device=device,
                    tiles=args.tiles,
                    name=args.name,
                    progress=progress,
                )
            elif args.resume is not None and world.first:
                _prepare_resuming(args)
            world.wait()
            run = Run(args.out or args.resume, device, world)
            begun = run.images
            run.train(progress, args.minutes)
    finally:
        leave_world(world)
    return _outcome(run, begun)


def _chosen(args: argparse.Namespace) -> dict[str, Any]:
    """The fields of the plan that were given."""
    plain = ("kimg", "resolution", "seed", "loss", "optimizer", "augment", "padding", "grown_from", *_NUMBERS)
    switches = ("spectral_norm", "mirror", "shifts", "augment_colour", "half")
    given = {name: getattr(args, name) for name in (*plain, *switches)}
    return {name: value for name, value in given.items() if value is not None}


def _prepare_resuming(args: argparse.Namespace) -> None:
    """Further goals, an older state: what may be asked of a run that is there."""
    from core.errors import DieloomError
    from core.training.run import extend, roll_back
    from core.training.snapshots import Snapshots

    begun = {"data": args.data, "from": args.model, "name": args.name, "tiles": args.tiles}
    begun["preset"] = args.preset != "auto"
    odd = [name for name in _chosen(args) if name != "kimg"] + [name for name, given in begun.items() if given]
    if odd:
        raise DieloomError(
            f"A run that is resumed keeps its {', '.join(odd)}.", "Begin a new one with --out, --from its model."
        )
    if args.kimg is not None:
        extend(args.resume, args.kimg)
    if args.roll_back is not None:
        older = [path for path in Snapshots(args.resume).paths() if int(path.stem) <= args.roll_back * 1000]
        if not older:
            raise DieloomError(f"The run has no snapshot before {args.roll_back:g} kimg.", "Roll back to a later one.")
        roll_back(args.resume, older[-1])


def _outcome(run: Run, begun: int) -> Outcome:
    plan, lines = run.order.plan, run.log.lines()
    last = {key: value for line in lines for key, value in line.items()}
    # Only pictures of one size can be compared.
    size = run.trainer.resolution
    distances = [line["distance"] for line in lines if "distance" in line and line["resolution"] == size]
    data: dict[str, Any] = {
        "run": str(run.folder),
        "model": str(run.folder / "model.safetensors"),
        "images": run.images,
        "kimg": run.images / 1000,
        "finished": run.images >= plan.images,
        "resolution": run.trainer.resolution,
        "device": str(run.device),
        "processes": run.world.size,
        "loss_d": last.get("loss_d"),
        "loss_g": last.get("loss_g"),
        "distance": distances[-1] if distances else None,
        "first_distance": distances[0] if distances else None,
        "alarms": sorted({line["alarm"] for line in lines if "alarm" in line}),
        "seconds": last.get("seconds"),
    }
    done = "done" if data["finished"] else f"go on with: dieloom train --resume {run.folder}"
    text = f"{data['model']}: {data['kimg']:.1f} kimg at {data['resolution']} px ({done})"
    if distances:
        text += f"\nkernel distance {distances[0]:.3g} -> {distances[-1]:.3g}"
    if data["alarms"]:
        text += f"\nalarms: {', '.join(data['alarms'])}; see --roll-back"
    if begun == run.images:
        text += "\nnothing was left to do; a larger --kimg goes on"
    return Outcome(text, data, run.world.first)


if __name__ == "__main__":
    from core.cli.main import main

    sys.exit(main(["train", *sys.argv[1:]]))
