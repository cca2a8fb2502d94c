"""The table of what preflight can find: a code, how bad it usually is, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.dieline.words import Words

_Usual = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Code:
    """How severe a finding usually is, and its title."""

    severity: _Usual
    title: Words


def _table(rows: tuple[tuple[str, _Usual, str, str], ...]) -> dict[str, Code]:
    return {name: Code(severity, Words(en=en, zh=zh)) for name, severity, en, zh in rows}


CODES: Mapping[str, Code] = _table(
    (
        # Pictures
        ("resolution-low", "error", "Picture is too coarse", "图片分辨率过低"),
        ("resolution-doubtful", "warning", "Picture is coarse", "图片分辨率偏低"),
        ("artwork-enlarged", "note", "Artwork is enlarged", "图案被放大"),
        ("picture-missing", "error", "Picture is missing", "缺少图片"),
        ("picture-damaged", "error", "Picture is damaged", "图片已损坏"),
        ("picture-deep", "note", "Picture has 16 bits", "图片为 16 位"),
        # Where things lie
        ("bleed-missing", "error", "Bleed is missing", "缺少出血"),
        ("bleed-small", "warning", "Bleed is too small", "出血过小"),
        ("safe-zone", "warning", "Too close to a cut or crease", "距刀线或压痕线过近"),
        ("cut-through", "error", "Cut off", "被刀线裁切"),
        ("over-fold", "warning", "Runs over a fold", "跨越压痕线"),
        ("off-blank", "warning", "Outside the blank", "位于展开图之外"),
        ("on-glue", "error", "Ink on a glue area", "粘合区有油墨"),
        ("on-varnish-free", "error", "Varnish on a varnish-free area", "免上光区有光油"),
        # Inks
        ("ink-limit", "error", "Too much ink", "总墨量过高"),
        ("white-overprint", "error", "White overprints", "白色叠印"),
        ("rich-black-text", "warning", "Text in rich black", "文字使用多色黑"),
        ("registration-colour", "error", "Registration colour in the artwork", "图稿中使用套版色"),
        ("rgb", "error", "RGB colour", "RGB 颜色"),
        ("rgb-converted", "note", "RGB colour will be separated", "RGB 颜色将被分色"),
        ("colour-managed", "warning", "Colour that is not yet in inks", "尚未分色的颜色"),
        ("spot-collision", "error", "Names of inks collide", "专色名称冲突"),
        ("spot-two-ways", "error", "One ink is mixed in two ways", "同名专色定义不一致"),
        ("spot-unused", "note", "Ink is not used", "专色未使用"),
        ("finish-alone", "note", "Finish without anything under it", "工艺版下方无图案"),
        # Lines and text
        ("line-thin", "warning", "Line is too thin", "线条过细"),
        ("text-small", "warning", "Text is too small", "文字过小"),
        ("text-many-inks", "warning", "Small text in several inks", "小字使用多色"),
        ("text-reversed", "warning", "Small text knocked out", "小号反白文字"),
        ("font-missing", "warning", "Font is missing", "缺少字体"),
        ("font-not-embedded", "error", "Font is not embedded", "字体未嵌入"),
        ("placed-differs", "warning", "Placed drawing looks different", "置入图形有差异"),
        # Barcodes
        ("code-number", "warning", "Number has two check digits", "条码号可能有两个校验码"),
        ("code-module", "error", "Barcode has the wrong size", "条码尺寸不符"),
        ("code-height", "warning", "Bars are too short", "条码高度不足"),
        ("code-quiet", "error", "Quiet zone is not empty", "条码静区被占用"),
        ("code-direction", "warning", "Bars run the wrong way", "条码方向不当"),
        ("code-contrast", "error", "Barcode lacks contrast", "条码对比度不足"),
        ("code-inks", "warning", "Barcode in several or special inks", "条码使用多色或特殊油墨"),
        ("code-unread", "error", "Barcode does not scan", "条码无法识读"),
        # Layers and the die
        ("layer-broken", "error", "Layer cannot be printed", "图层无法印刷"),
        ("layer-hidden", "note", "Layer is hidden", "图层已隐藏"),
        ("layer-empty", "note", "Layer prints nothing", "图层无印刷内容"),
        ("transparency", "note", "Transparency", "透明效果"),
        ("dieline-flat", "error", "Die cannot be made", "刀版有误"),
        ("dieline-closed", "warning", "Pack does not close well", "成型有误"),
        # The file
        ("pdf-damaged", "error", "File is damaged", "文件已损坏"),
        ("pdf-version", "error", "PDF version", "PDF 版本"),
        ("pdf-standard", "warning", "Not a PDF/X", "不是 PDF/X"),
        ("pdf-encrypted", "error", "File is encrypted", "文件已加密"),
        ("pdf-metadata", "error", "Metadata", "元数据"),
        ("pdf-trapped", "error", "Trapped is not said", "未声明陷印状态"),
        ("pdf-compression", "error", "Compression", "压缩方式"),
        ("pdf-script", "error", "Script or action", "脚本或动作"),
        ("pdf-annotation", "error", "Annotation", "批注"),
        ("pdf-form", "error", "Interactive form", "交互表单"),
        ("pdf-attachment", "warning", "Embedded file", "嵌入文件"),
        ("pdf-postscript", "error", "PostScript or OPI", "PostScript 或 OPI"),
        ("pdf-pages", "error", "Pages", "页面"),
        ("pdf-unseen", "note", "Not everything could be looked at", "部分内容未检查"),
        ("box-trim", "error", "Trim box", "裁切框"),
        ("box-order", "error", "Page boxes", "页面框"),
        ("box-crop", "warning", "Crop box", "裁剪框"),
        ("intent-missing", "error", "Output intent is missing", "缺少输出意图"),
        ("intent-many", "error", "Several output intents", "多个输出意图"),
        ("intent-profile", "error", "Output intent", "输出意图"),
        ("blend-space", "error", "Transparency blends in the wrong space", "透明混合色彩空间"),
        ("blend-mode", "error", "Blend mode", "混合模式"),
        ("transfer-curve", "error", "Transfer curve or halftone", "传递函数或网屏"),
        ("layers-default", "error", "Layers", "图层配置"),
        ("layers-switch", "error", "Layers switch by themselves", "图层自动切换"),
        ("layer-unnamed", "error", "Layer without a name", "图层未命名"),
        ("step-unknown", "error", "Processing step", "工艺步骤"),
    )
)
