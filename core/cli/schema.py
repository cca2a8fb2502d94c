"""`dieloom schema`: the JSON Schema of a document's manifest, for scripts."""

from __future__ import annotations

import argparse
import json
from typing import Any

from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("schema", parents=[common], help="print the JSON Schema of documents made by script")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.document.schema import manifest_schema

    schema = manifest_schema()
    return Outcome(json.dumps(schema, indent=2), schema)
