"""Errors written for the person who meets them.

Every failure that a person can mend is a :class:`DieloomError`. Its text says what is wrong, where, and what to do
about it; the window shows it verbatim and the command line prints it as one line and exits with 2. Anything else that
is raised is a defect of the program.
"""

from __future__ import annotations


class DieloomError(Exception):
    """What went wrong (``message``) and what the person can do about it (``hint``)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[type[DieloomError], tuple[str, str]]:
        # Both texts survive the trip out of a child process.
        return type(self), (self.message, self.hint)


class NonePassed(DieloomError):
    """The quality gate let no picture through: there is more to do than to try again."""


class Cancelled(Exception):
    """The person asked for the job to stop. Not a failure, so not a DieloomError."""
