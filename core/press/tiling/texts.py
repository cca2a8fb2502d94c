"""Every word on the tiles, so that another language is another set of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.dieline.outline import Side
from core.dieline.words import Language


@dataclass(frozen=True)
class TileTexts:
    """English; ``{names}`` are filled in."""

    sides: dict[Side, str] = field(default_factory=lambda: {"outside": "Outside", "inside": "Inside"})
    ruler: str = "This ruler measures 100 mm. If not, the print was scaled: print at “Actual size” (100 %)."
    short: str = "100 mm"
    glue: str = "{name} is glued on here"
    cut: str = "cut here, glue onto {name}"
    sheet: str = "Sheet {number} of {count}"


ENGLISH = TileTexts()

CHINESE = TileTexts(
    sides={"outside": "外面", "inside": "内面"},
    ruler="此标尺应为 100 毫米。否则打印时被缩放：请选择“实际大小”（100 %）。",
    short="100 毫米",
    glue="{name} 贴在此处",
    cut="沿此线裁切，贴到 {name} 上",
    sheet="第 {number} 张，共 {count} 张",
)

LANGUAGES: dict[Language, TileTexts] = {"en": ENGLISH, "zh": CHINESE}
