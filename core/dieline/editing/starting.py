"""Where a template of one's own begins: a copy of another, or a single panel."""

from __future__ import annotations

from collections.abc import Collection

from core.dieline.editing.items import with_fields
from core.dieline.outline import Group
from core.dieline.schema import LONGEST_CODE, PanelSpec, Parameter, TemplateFile
from core.dieline.words import Words


def copy_of(file: TemplateFile, taken: Collection[str]) -> TemplateFile:
    """The template under a code of its own, in the group of one's own; ``taken`` are the codes that exist."""
    known = {code.casefold() for code in taken}
    stem = file.code[: LONGEST_CODE - 9].strip()
    tries = (f"{stem} copy", *(f"{stem} copy {i}" for i in range(2, len(known) + 3)))
    code = next(each for each in tries if each.casefold() not in known)
    title = Words(en=f"{file.title.en}, copy"[:400], zh=f"{file.title.zh} 副本"[:400])
    return with_fields(file, code=code, title=title, aliases=(), group=Group.OWN)


def one_panel(code: str) -> TemplateFile:
    """A single rectangle, L by W, to add to."""
    return TemplateFile(
        schema_version=1,
        code=code,
        title=Words(en="Own template", zh="自定义刀模"),
        source="Drawn in the template editor",
        parameters=(
            Parameter(name="L", label=Words(en="Length", zh="长"), default=100.0, min=10.0, max=1000.0),
            Parameter(name="W", label=Words(en="Width", zh="宽"), default=80.0, min=10.0, max=1000.0),
            Parameter(name="caliper", label=Words(en="Board caliper", zh="纸板厚度"), default=0.45, min=0.1, max=8.0),
        ),
        size=("L", "W"),
        panels=(PanelSpec(name="front", label=Words(en="Front", zh="正面"), size=("L", "W")),),
        inside=("L", "W", 0.0),
        blank=("L", "W"),
    )
