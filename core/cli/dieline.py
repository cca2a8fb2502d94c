"""`dieloom dieline list|show|make`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.dieline.outline import Outline


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    top = verbs.add_parser("dieline", help="list the templates, show one, or make a flat blank as SVG, DXF or PDF")
    actions = top.add_subparsers(dest="action", metavar="ACTION", required=True)

    listing = actions.add_parser("list", parents=[common], help="the templates of this installation")
    listing.set_defaults(run=_list)

    show = actions.add_parser("show", parents=[common], help="a template's parameters, its blank, and if it folds")
    make = actions.add_parser("make", parents=[common], help="write the blank as SVG, DXF or PDF at 1:1")
    for verb, run in ((show, _show), (make, _make)):
        verb.add_argument("code", help="template code, such as A20.20.01.01 or 0201")
        verb.add_argument("--size", type=words.size_mm, metavar="L,W,H", help="inside dimensions in mm")
        verb.add_argument(
            "--set", type=words.parameter, action="append", default=[], metavar="NAME=VALUE", help="set a parameter"
        )
        verb.set_defaults(run=run)
    make.add_argument("--out", type=Path, required=True, metavar="FILE.svg|.dxf|.pdf")
    make.add_argument("--side", choices=("outside", "inside"), default="outside", help="the viewing side")


def _list(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline import library

    templates = [library.load(code) for code in library.codes()]
    rows = [{"code": each.code, "title": each.title, "parameters": len(each.parameters)} for each in templates]
    text = "\n".join(f"{row['code']:<16} {row['title']}" for row in rows)
    return Outcome(text, {"templates": rows})


def _outline(args: argparse.Namespace) -> Outline:
    from core.dieline import library

    template = library.load(args.code)
    return template.outline({**template.sized(args.size), **dict(args.set)})


def _facts(outline: Outline) -> dict[str, Any]:
    blank = outline.blank
    return {
        "code": outline.code,
        "title": outline.title,
        "parameters": dict(outline.parameters),
        "blank": {"width": round(blank.width, 4), "height": round(blank.height, 4)},
        "inside": dict(zip(("length", "width", "height"), outline.inside, strict=True)),
        "panels": [panel.name for panel in outline.panels],
    }


def _show(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline.checks import check

    outline = _outline(args)
    facts = {**_facts(outline), "findings": [finding.message for finding in check(outline)]}
    lines = [f"{facts['code']}  {facts['title']}"]
    lines += [f"  {name} = {value:g}" for name, value in facts["parameters"].items()]
    lines.append(f"blank {facts['blank']['width']:g} x {facts['blank']['height']:g} mm")
    lines.append(f"panels {', '.join(facts['panels'])}")
    lines += facts["findings"] or ["sound: it cuts, folds and closes"]
    return Outcome("\n".join(lines), facts)


def _make(args: argparse.Namespace, host: Host) -> Outcome:
    suffix = words.suffix_of(args.out, ".svg", ".dxf", ".pdf")
    path = words.folder_for(args.out)
    outline = _outline(args)
    if suffix == ".pdf":
        from core.press.dieline_pdf import write_dieline_pdf

        write_dieline_pdf(outline, path, side=args.side)
    elif suffix == ".dxf":
        from core.dieline.formats.dxf import write_dxf

        write_dxf(outline, path, side=args.side)
    else:
        from core.dieline.formats.svg import write_svg

        write_svg(outline, path, side=args.side)
    facts = {**_facts(outline), "file": str(path)}
    blank = facts["blank"]
    return Outcome(f"{path}: {outline.code}, blank {blank['width']:g} x {blank['height']:g} mm", facts)
