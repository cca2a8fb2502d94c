"""The command line: `dieloom VERB ...`, headless, one thin function for each verb.

A verb returns an :class:`~core.cli.outcome.Outcome`. It is printed as text, or as JSON with ``--json``. Exit status: 0
for success, 2 with one clear line for anything a person can mend, 130 after Ctrl-C.
"""

from core.cli.main import VERBS, main
from core.cli.outcome import Host

__all__ = ["VERBS", "Host", "main"]
