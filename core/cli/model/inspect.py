"""`dieloom model inspect`: what a model file holds. Torch is not needed, and no weight is read."""

from __future__ import annotations

import argparse
from typing import Any

from core.cli.outcome import Host, Outcome


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("inspect", parents=[common], help="architecture, sizes, format and licence of a model")
    verb.add_argument("file", metavar="MODEL", help="a bundled model's name, .safetensors, or a StyleGAN .pkl")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.gan.bundled import find_model
    from core.gan.reader import open_model

    stored = open_model(find_model(args.file))
    facts = facts_of(stored)
    said = {key: value for key, value in facts.items() if value not in ("", [], {})}
    said |= {f"card {key}": value for key, value in stored.card.items() if key not in ("licence", "source")}
    said.pop("card", None)
    return Outcome(Outcome.listing(said).text, facts)


def facts_of(stored: Any) -> dict[str, Any]:
    """What is said of a :class:`core.gan.reader.Stored`."""
    config = stored.config
    return {
        "file": str(stored.file.path),
        "name": stored.name,
        "architecture": stored.architecture,
        "resolution": config.resolution,
        "z_dim": config.z_dim,
        "w_dim": config.w_dim,
        "c_dim": len(config.labels),
        "num_ws": config.w_layers,
        "img_channels": config.image_channels,
        "mapping_layers": config.mapping_layers,
        "classes": list(config.labels),
        "parameters": stored.parameters,
        "dtype": stored.dtype,
        "bytes": stored.file.length,
        "format": stored.source,
        "licence": stored.licence,
        "card": stored.card,
        "warnings": list(stored.warnings),
    }
