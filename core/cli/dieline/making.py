"""`dieloom dieline show|make`: a style's measures, and one blank as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.dieline import asked
from core.cli.outcome import Host, Outcome
from core.dieline.template import Template


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    show = actions.add_parser("show", parents=[common], help="a template's parameters, its blank, and if it folds")
    asked.add_template(show)
    show.set_defaults(run=_show)
    make = actions.add_parser("make", parents=[common], help="write the blank at 1:1 for a die maker or a program")
    asked.add_template(make)
    make.add_argument("--out", type=Path, required=True, metavar="FILE.dxf|.svg|.cf2|.pdf|.json")
    make.add_argument("--side", choices=("outside", "inside"), default="outside", help="the viewing side")
    make.add_argument("--preset", default="standard", metavar="NAME|FILE.toml", help="how a printer names the lines")
    make.add_argument("--dxf", choices=("R12", "R2000"), default="R2000", help="the version of a DXF file")
    make.set_defaults(run=_make)


def _show(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline.checks import check

    template = asked.template_of(args)
    given = asked.given_of(args, template)
    outline = template.outline(given)
    file = template.file
    facts = {
        **asked.facts_of(outline),
        "aliases": list(file.aliases),
        "group": file.group.value,
        "source": file.source,
        "size": list(file.size),
        "values": dict(outline.parameters),
        "parameters": _parameters(template, given),
        "formulas": {name: str(text) for name, text in file.formulas.items()},
        "relations": _relations(template),
        "findings": [finding.message for finding in check(outline)],
    }
    lines = [f"{facts['code']}  {facts['title']}"]
    lines += [f"  {name} = {value:g}" for name, value in outline.parameters]
    lines.append(f"blank {facts['blank']['width']:g} x {facts['blank']['height']:g} mm")
    lines.append(f"panels {', '.join(facts['panels'])}")
    lines += facts["findings"] or ["sound: it cuts, folds and closes"]
    return Outcome("\n".join(lines), facts)


def _parameters(template: Template, given: dict[str, float]) -> dict[str, dict[str, Any]]:
    """Each parameter's default and range at this size."""
    limits = template.limits(given)
    return {
        each.name: {
            "default": limits[each.name].default,
            "min": limits[each.name].min,
            "max": limits[each.name].max,
            "unit": each.unit,
            "help": (each.help or each.label).en,
            "label": each.label.en,
        }
        for each in template.parameters
    }


def _relations(template: Template) -> list[str]:
    """What must hold between parameters: ranges that are formulas, and the template's own conditions."""
    relations = []
    for each in template.parameters:
        relations += [f"{each.name} >= {each.min}"] if isinstance(each.min, str) else []
        relations += [f"{each.name} <= {each.max}"] if isinstance(each.max, str) else []
    return relations + [each.require for each in template.file.constraints]


def _make(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline.formats import presets
    from core.press.dieline_files import SUFFIXES, DielineFile

    words.suffix_of(args.out, *SUFFIXES)
    path = words.folder_for(args.out)
    template = asked.template_of(args)
    outline = template.outline(asked.given_of(args, template))
    DielineFile(outline, template.file, args.side, presets.load(args.preset), args.dxf).write(path)
    moved = asked.adjusted(args, outline)
    facts = {**asked.facts_of(outline), "adjusted": moved, "file": str(path), "preset": args.preset}
    blank = facts["blank"]
    lines = [f"{path}: {outline.code}, blank {blank['width']:g} x {blank['height']:g} mm"]
    lines += [f"  {name} is {value:g}: this size takes no other" for name, value in moved.items()]
    return Outcome("\n".join(lines), facts)
