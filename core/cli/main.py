"""Parse the words, run the verb, say how it ended."""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn, TextIO

from core import __version__
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError

VERBS = (
    *("demo", "new", "export", "proof", "plates", "preflight"),
    *("art", "invert", "palette", "style", "image", "train", "model", "data", "classify", "dieline", "schema", "bench"),
)

_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # control characters except the end of a line

EXAMPLES = """examples:
  dieloom                                              open the window
  dieloom design.dieloom                               open a document in the window
  dieloom demo --out demo                              the whole job, from artwork to print-ready PDF
  dieloom new --dieline A20.20.01.01 --size 80,40,140 --out tea.dieloom
  dieloom new --from tea.json --out tea.dieloom        build a document by script (see: dieloom schema)
  dieloom art --seed 7 --psi 0.8 --size 1024x1024 --out art.png
  dieloom export tea.dieloom --out tea.pdf             print-ready PDF/X-4 (or .png)
  dieloom proof tea.dieloom --out proof.pdf
  dieloom preflight tea.pdf --preset cutcontour        what a printer would send it back for
  dieloom plates tea.pdf --out plates --tac ink.png    each plate as a picture, and where there is how much ink
  dieloom dieline make 0201 --size 300,200,150 --out case.dxf
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of repeating the usage; options are spelt out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise DieloomError(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line; each verb's module adds its own words."""
    top = _Parser(
        prog="dieloom",
        description="Packaging design from dieline to print-ready PDF, offline. Without a verb the window opens.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"dieloom {__version__}")
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print the result as JSON")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        import_module(f"core.cli.{verb}").register(verbs, common)
    return top


def main(argv: Sequence[str], host: Host | None = None) -> int:
    """Run one command line; returns the exit status: 130 after Ctrl-C or a request to end."""
    wants_json = "--json" in argv
    with contextlib.suppress(ValueError):  # only a main thread hears signals
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, leave nothing half behind
    try:
        args = parser().parse_args(list(argv))
        run: Callable[[argparse.Namespace, Host], Outcome] = args.run
        outcome = run(args, host or Host())
        if outcome.told:
            _say(json.dumps(outcome.data, indent=2) if wants_json else outcome.text)
    except DieloomError as error:
        return _fail(error, wants_json)
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader of our output has gone, as with `| head`
            return 0
        return _fail(_system_error(error), wants_json)
    except KeyboardInterrupt:
        print("dieloom: stopped.", file=sys.stderr)
        return 130
    return 0


def _fail(error: DieloomError, wants_json: bool) -> int:
    print(_shown(f"dieloom: {' '.join(str(error).split())}", sys.stderr), file=sys.stderr)
    if wants_json:
        facts: dict[str, Any] = {"error": {"message": error.message, "hint": error.hint}}
        with contextlib.suppress(OSError):  # the line above has said it
            _say(json.dumps(facts))
    return 2


def _say(text: str) -> None:
    """Print a result; raises OSError when nobody can take it."""
    try:
        print(_shown(text, sys.stdout), flush=True)
    except OSError:
        # Python flushes again at exit, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _shown(text: str, stream: TextIO | None) -> str:
    """The text without what would steer the terminal, and with escapes for letters that the stream cannot write."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    plain = _STEERING.sub(lambda found: repr(found[0])[1:-1], text)
    return plain.encode(encoding, "backslashreplace").decode(encoding)


def _system_error(error: OSError) -> DieloomError:
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    hint = "Free some space and try again." if error.errno == errno.ENOSPC else "Check the path and its permissions."
    return DieloomError(f"{where}{reason}.", hint)
