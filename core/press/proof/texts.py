"""Every word of the proof in one place, so that another language is another set of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.colour.condition import Intent
from core.compose.drawlist import LayerTag
from core.dieline.outline import Side
from core.dieline.words import Language
from core.document.model import SpotUse
from core.press.page_inks import purpose


@dataclass(frozen=True)
class ProofTexts:
    """English; ``{names}`` are filled in."""

    language: Language = "en"
    proof: str = "Proof"
    sides: dict[Side, str] = field(default_factory=lambda: {"outside": "Outside", "inside": "Inside"})
    page: str = "Page {page} of {pages}"
    pack: str = "Pack"
    inside: str = "Inside L × W × H"
    blank: str = "Blank"
    board: str = "Board caliper"
    bleed: str = "Bleed"
    scale: str = "Picture"
    full_size: str = "actual size"
    condition: str = "Printing condition"
    preset: str = "Printer's preset"
    standard: str = "File"
    profile: str = "Profile"
    intent: str = "Rendering intent"
    intents: dict[Intent, str] = field(
        default_factory=lambda: {
            "relative": "relative colorimetric",
            "perceptual": "perceptual",
            "saturation": "saturation",
            "absolute": "absolute colorimetric",
        }
    )
    black_point: str = "Black point compensation"
    yes_no: tuple[str, str] = ("yes", "no")
    ink_limit: str = "Ink limit"
    of_profile: str = "the profile's"
    lines: str = "Lines"
    inks: str = "Inks"
    coverage: str = "mean coverage"
    process: tuple[str, str, str, str] = ("Cyan", "Magenta", "Yellow", "Black")
    uses: dict[SpotUse, str] = field(
        default_factory=lambda: {
            "colour": "colour",
            "white": "white",
            "varnish": "varnish",
            "foil": "hot foil",
            "cold_foil": "cold foil",
            "emboss": "embossing",
            "deboss": "debossing",
            "braille": "braille",
            "coding": "coding area",
            "hologram": "hologram",
            "legend": "legend",
            "dimensions": "dimensions",
        }
    )
    in_process: str = "in process inks"
    preflight: str = "Preflight"
    counts: str = "Errors {error}   ·   warnings {warning}   ·   notes {note}"
    nothing_found: str = "Nothing found"
    barcodes: str = "Barcodes"
    fonts: str = "Fonts"
    outlines: str = "as outlines"
    stands_in: str = "missing: {font} stands in"
    artwork: str = "Artwork"
    seed: str = "Seed {seed}"
    psi: str = "ψ {psi}"
    moves: str = "Directions: {moves}"
    mixes: str = "Style mixes: {count}"
    palette: str = "Palette {strength}"
    continued: str = "{section}, continued"
    goes_on: str = "Continued on page {page}"
    none: str = "None"
    decision: str = "Approval"
    choices: tuple[str, str, str] = ("Approved for print", "Approved with changes", "Not approved")
    fields: tuple[str, str, str] = ("Name", "Date", "Signature")
    comments: str = "Comments"
    notice: str = (
        "Colours are simulated with process inks. Check words, codes, dimensions and the position of every element "
        "before signing. Measure from the figures, not from the picture."
    )
    not_for_colour: str = "Light copy for reading and layout. Not for colour."
    steps: dict[str, str] = field(default_factory=dict)  # translations of ISO 19593-1 types; spelt out when absent
    millimetres: str = "mm"

    def purpose(self, layer: LayerTag) -> str:
        """What a technical layer is for."""
        kind = "" if layer.step is None else layer.step.type or layer.step.group
        return self.steps.get(kind, purpose(layer))


ENGLISH = ProofTexts()

CHINESE = ProofTexts(
    language="zh",
    proof="打样确认稿",
    sides={"outside": "外面", "inside": "内面"},
    page="第 {page} 页，共 {pages} 页",
    pack="包装",
    inside="内尺寸 长 × 宽 × 高",
    blank="展开尺寸",
    board="纸板厚度",
    bleed="出血",
    scale="图示比例",
    full_size="原大",
    condition="印刷条件",
    preset="印厂预设",
    standard="文件",
    profile="特性文件",
    intent="渲染意图",
    intents={"relative": "相对比色", "perceptual": "可感知", "saturation": "饱和度", "absolute": "绝对比色"},
    black_point="黑场补偿",
    yes_no=("是", "否"),
    ink_limit="总墨量上限",
    of_profile="按特性文件",
    lines="刀线",
    inks="油墨",
    coverage="平均覆盖率",
    process=("青", "品红", "黄", "黑"),
    uses={
        "colour": "颜色",
        "white": "白墨",
        "varnish": "上光",
        "foil": "烫金",
        "cold_foil": "冷烫",
        "emboss": "击凸",
        "deboss": "压凹",
        "braille": "盲文",
        "coding": "喷码区",
        "hologram": "全息",
        "legend": "图例",
        "dimensions": "尺寸",
    },
    in_process="以四色印刷",
    preflight="印前检查",
    counts="错误 {error}   ·   警告 {warning}   ·   提示 {note}",
    nothing_found="未发现问题",
    barcodes="条码",
    fonts="字体",
    outlines="已转曲",
    stands_in="缺失，以 {font} 代替",
    artwork="图案",
    seed="种子 {seed}",
    moves="方向：{moves}",
    mixes="风格混合：{count}",
    palette="配色 {strength}",
    continued="{section}（续）",
    goes_on="续见第 {page} 页",
    none="无",
    decision="审批",
    choices=("同意印刷", "修改后同意", "不同意"),
    fields=("姓名", "日期", "签字"),
    comments="意见",
    notice="颜色以四色模拟。签字前请核对文字、条码、尺寸及各元素的位置。尺寸以标注数字为准，请勿在图上量取。",
    not_for_colour="浅色稿，仅供阅读与核对版面，不作颜色依据。",
    steps={
        "Cutting": "模切",
        "PartialCutting": "半切",
        "ReversePartialCutting": "反面半切",
        "Creasing": "压痕",
        "ReverseCreasing": "反面压痕",
        "CuttingCreasing": "切压",
        "Perforating": "齿线",
        "Drilling": "钻孔",
        "Gluing": "糊口",
        "Bleed": "出血",
        "VarnishFree": "不上光",
        "ContentArea": "安全区",
        "CodingMarking": "喷码区",
        "Hologram": "全息",
        "Legend": "图例",
        "Dimensions": "尺寸",
    },
    millimetres="毫米",
)

LANGUAGES: dict[Language, ProofTexts] = {"en": ENGLISH, "zh": CHINESE}
