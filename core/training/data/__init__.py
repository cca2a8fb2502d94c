"""The data room: a person's pictures checked, mended and prepared for training, and sets of them to read from.

Nothing is refused that can be mended, nothing is mended without being told, and no picture that is left out goes
unmentioned.
"""

from core.training.data.digits import digits_set
from core.training.data.preparation import prepare
from core.training.data.report import Dropped, Kept, Report
from core.training.data.sets import MemorySet, PictureSet, is_set, open_set
from core.training.data.views import AS_IT_IS, Views, random_view

__all__ = [
    "AS_IT_IS",
    "Dropped",
    "Kept",
    "MemorySet",
    "PictureSet",
    "Report",
    "Views",
    "digits_set",
    "is_set",
    "open_set",
    "prepare",
    "random_view",
]
