"""`dieloom dieline check`: does a style cut, fold and close, at one size or at many random ones."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from core.cli import words
from core.cli.dieline import asked
from core.cli.outcome import Host, Outcome


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("check", parents=[common], help="try a template: does it cut, fold and close")
    asked.add_template(verb)
    verb.add_argument("--sweep", type=words.count, metavar="N", help="try N random sizes within its ranges instead")
    verb.add_argument("--seed", type=words.seed, default=1, help="which random sizes (default 1)")
    verb.set_defaults(run=_check)


def _check(args: argparse.Namespace, host: Host) -> Outcome:
    return _sweep(args) if args.sweep is not None else _once(args)


def _once(args: argparse.Namespace) -> Outcome:
    from core.dieline.checks import check

    outline = asked.outline_of(args)
    findings = check(outline)
    rows = [{**asdict(each), "place": each.place and list(each.place)} for each in findings]
    text = "\n".join(f"{each.check}: {each.message}" for each in findings) or "sound: it cuts, folds and closes"
    return Outcome(text, {**asked.facts_of(outline), "sound": not findings, "findings": rows})


def _sweep(args: argparse.Namespace) -> Outcome:
    from core.dieline.sweep import sweep

    report = sweep(asked.template_of(args), args.sweep, args.seed)
    facts = {
        "code": report.code,
        "tried": report.tried,
        "accepted": report.accepted,
        "refused": [asdict(each) for each in report.refused],
        "invalid": [asdict(each) for each in report.unsound],
        "sound": report.sound,
    }
    lines = [
        f"{report.code}: {report.accepted} of {report.tried} sizes accepted, {len(report.unsound)} of them unsound"
    ]
    lines += [f"  {each.reason}" for each in (*report.unsound[:5], *report.refused[:5])]
    return Outcome("\n".join(lines), facts)
