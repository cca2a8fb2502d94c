"""What every teaching takes on its command line about the machine, and what comes of it."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from core.errors import DieloomError


def add_machine(parser: argparse.ArgumentParser) -> None:
    """--device, --workers, --again, --batch, --crop, --rate, --from."""
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="cpu", help="default: cpu")
    parser.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes that make lessons ahead (default: none)"
    )
    parser.add_argument(
        "--again",
        type=int,
        default=0,
        metavar="N",
        help="keep lessons where the network learns, and take a new one every N steps only: for graphics processors",
    )
    parser.add_argument("--batch", type=int, metavar="N", help="crops in a lesson")
    parser.add_argument("--crop", type=int, metavar="PX", help="px across a crop, a multiple of 16")
    parser.add_argument("--rate", type=float, help="of learning, at its highest")
    parser.add_argument("--from", dest="start", type=Path, metavar="FILE", help="begin with the weights of a network")


def device_of(name: str) -> torch.device:
    """``auto`` is a graphics processor where there is one. Raises DieloomError for one that is not there."""
    if name == "cpu" or (name == "auto" and not torch.cuda.is_available()):
        return torch.device("cpu")
    if not torch.cuda.is_available():
        raise DieloomError("There is no graphics processor that Torch can use.", "Choose --device cpu.")
    # Ten bits of a product's factors are enough to learn by, and several times as fast.
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    return torch.device("cuda", torch.cuda.current_device())


def check(options: argparse.Namespace) -> None:
    """Raises DieloomError for numbers that make no sense. The folder of ``out`` is made now, not after hours."""
    if options.workers < 0 or options.again < 0 or (options.batch is not None and options.batch < 1):
        raise DieloomError("--workers, --again and --batch are counts.", "Give whole numbers from 0 or 1 on.")
    if options.crop is not None and (options.crop < 32 or options.crop % 16):
        raise DieloomError(f"A crop of {options.crop} px cannot be taught.", "Give a multiple of 16 px from 32 on.")
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DieloomError(f"{options.out.parent} cannot be made.", "Choose another folder for --out.") from error
