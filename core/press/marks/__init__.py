"""What is printed in the slug, outside the bleed: trim and register marks, colour bar, names of the plates, job line,
dimensions and legend. All are drawing operations, so that the writer and the plates on screen play the same."""

from core.press.marks.job import Job
from core.press.marks.marking import Marking, marking

__all__ = ["Job", "Marking", "marking"]
