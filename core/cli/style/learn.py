"""`dieloom style learn`: a style of a person's own pictures, learned for minutes or hours, and going on with that."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.style.learning.run import Run

_NUMBERS = {
    "crop_px": int,
    "batch": int,
    "contrast": float,
    "guidance": float,
    "identity": float,
    "r1_gamma": float,
    "rate": float,
    "cooldown": float,
}


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser(
        "learn",
        parents=[common],
        help="learn a style from your own pictures",
        description="Learns to turn pictures like those of --content into pictures like those of --style; one of "
        "either kind is enough, many are better. The style is always ready for use: dieloom style apply --style STYLE. "
        "When stopped, the same command goes on exactly where it stood.",
    )
    add = verb.add_argument
    add("--content", type=Path, metavar="DIR", help="pictures to be changed: a folder, a zip or one picture")
    add("--style", type=Path, metavar="DIR", help="pictures of the style: a folder, a zip or one picture")
    add("--out", type=Path, metavar="STYLE", help="the run's folder, or a file NAME.style.safetensors")
    add("--resume", type=Path, metavar="STYLE", help="go on with what --out was")
    add("--minutes", type=_positive, metavar="M", help="stop after so long, from now")
    add("--kimg", type=_positive, metavar="K", help="stop after so many thousand parts of pictures, in all")
    add("--resolution", type=int, metavar="R", help="pixels of the pictures' shorter side: fewer, larger marks")
    add("--seed", type=words.seed, metavar="S")
    add("--device", default="auto", metavar="D", help="auto, cpu, cuda, mps (default: auto)")
    add("--name", help="of the style (default: that of --out)")
    group = verb.add_argument_group("for experts")
    for name, kind in _NUMBERS.items():
        group.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="N")
    verb.set_defaults(run=_run)


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    given = args.resume or args.out
    if given is None or (args.resume and args.out):
        raise DieloomError(
            "Learning needs a place.", "Give --out STYLE for a new style, or --resume STYLE for one begun."
        )

    from core.style.learning.files import places
    from core.style.learning.run import Run, extend
    from core.training.starting import choose_device

    folder, out = places(given)
    device = choose_device(args.device)
    with shown_progress() as progress:
        if args.resume or (folder / "plan.json").exists():
            _check_resuming(args, folder)
            if args.kimg is not None:
                extend(folder, args.kimg)
        else:
            _begin(args, folder, out, device.type, progress)
        run = Run(folder, device)
        begun = run.images
        run.train(progress, args.minutes)
    return _outcome(run, begun, given)


def _begin(args: argparse.Namespace, folder: Path, out: Path, device: str, progress: Any) -> None:
    from core.style.learning.files import ENDING
    from core.style.learning.run import begin

    if args.content is None or args.style is None:
        raise DieloomError("There are no pictures to learn from.", "Give --content DIR and --style DIR.")
    words.folder_for(folder)
    name = args.name or out.name.removesuffix(ENDING)
    begin(folder, out, args.content, args.style, name=name, chosen=_chosen(args), device=device, progress=progress)


def _chosen(args: argparse.Namespace) -> dict[str, Any]:
    """The fields of the plan that were given."""
    given = {name: getattr(args, name) for name in ("kimg", "resolution", "seed", *_NUMBERS)}
    return {name: value for name, value in given.items() if value is not None}


def _check_resuming(args: argparse.Namespace, folder: Path) -> None:
    """The same command goes on; another one is told what cannot be changed any more."""
    from core.style.learning.run import read_order

    plan = read_order(folder).plan
    odd = [name for name, value in _chosen(args).items() if name != "kimg" and value != getattr(plan, name)]
    if odd:
        raise DieloomError(
            f"A style that is begun keeps its {', '.join(odd)}.", "Leave it out, or begin anew with another --out."
        )


def _outcome(run: Run, begun: int, given: Path) -> Outcome:
    last = {key: value for line in run.log.lines() for key, value in line.items()}
    data: dict[str, Any] = {
        "style": str(run.style_path),
        "run": str(run.folder),
        "name": run.order.name,
        "images": run.images,
        "kimg": run.images / 1000,
        "finished": run.done,
        "contents": len(run.learner.contents),
        "styles": len(run.learner.styles),
        "device": str(run.learner.device),
        "contrast": last.get("contrast"),
        "loss_g": last.get("loss_g"),
        "loss_d": last.get("loss_d"),
        "seconds": last.get("seconds"),
    }
    done = "done" if run.done else f"go on with: dieloom style learn --resume {given}"
    text = f"{data['style']}: {data['kimg']:.2f} kimg ({done})"
    if begun == run.images:
        text += "\nnothing was left to do; a larger --kimg goes on"
    return Outcome(text, data)
