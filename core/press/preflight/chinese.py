"""What preflight says, in Chinese: a catalogue of messages, looked up by the English sentence.

Checks word a fault in English, where its numbers are at hand; ``{names}`` stand for what they fill in. Parts that are
words themselves, such as the kind of a layer, are looked up as well; names and numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

MOST = 600  # letters of a sentence that is looked up; a longer one quotes a hostile file

SENTENCES: Mapping[str, str] = {
    # Where things lie
    "{a} prints on {b} mm² of a glue area, where glue does not hold on ink.": (
        "{a}有 {b} mm² 印在粘合区上，胶水在油墨上粘不牢。"
    ),
    "{a} puts varnish on {b} mm² that are to stay free of it.": "{a}有 {b} mm² 光油上在免上光区。",
    "The design has {a} mm of bleed; {b} mm are wanted.": "设计的出血为 {a} mm，要求 {b} mm。",
    "{a} ends less than {b} mm beyond the cut.": "{a}超出刀线不足 {b} mm。",
    "{a} lies beside the blank; none of it is printed.": "{a}位于展开图之外，不会印出。",
    "{a} is cut off at the edge.": "{a}在边缘被裁切。",
    "{a} runs over a crease.": "{a}跨越压痕线。",
    "{a} is {b} mm from {c}; {d} mm are wanted.": "{a}距{c} {b} mm，要求 {d} mm。",
    # Inks
    "{a} lays down {b} % of ink on {c} mm²; {d} % is the limit.": "{a}在 {c} mm² 上的总墨量为 {b}%，上限 {d}%。",
    "{a} % of ink on {b} mm²; {c} % is the limit.": "{b} mm² 上的总墨量为 {a}%，上限 {c}%。",
    "{a} is white and set to overprint, which would leave nothing of it.": "{a}为白色且设为叠印，印出后会消失。",
    "{a} has all four inks full, which is for marks and will not dry.": "{a}四色全满；套版色只用于标记，且不易干燥。",
    "{a} has a colour in RGB; the profile {b} separates it.": "{a}使用 RGB 颜色，将按特性文件 {b} 分色。",
    "{a} has colours in RGB; the profile {b} separates them.": "{a}使用 RGB 颜色，将按特性文件 {b} 分色。",
    "{a} is black in several inks, {b} % together; black ink alone stays sharp.": (
        "{a}为多色黑，合计 {b}%；只用黑墨边缘才清晰。"
    ),
    "{a} in “{b}” has nothing printed with it on {c} mm².": "“{b}”版（{a}）有 {c} mm² 下方没有图案。",
    "The ink “{a}” has the name of a process ink.": "专色“{a}”与四色油墨同名。",
    "The ink “{a}” has the name of a line of the die; both would be on one plate.": (
        "专色“{a}”与刀版线同名，两者会落在同一块印版上。"
    ),
    "A placed drawing prints with “{a}”, which is a line of the die.": "置入图形用“{a}”印刷，而它是刀版线的名称。",
    "The inks “{a}” and “{b}” are one to a press and two to a computer.": "“{a}”与“{b}”实为同一专色，却会分成两版。",
    "The ink “{a}” is mixed in two ways in this design; it has one plate.": (
        "此设计中专色“{a}”有两种定义，但只有一块印版。"
    ),
    "The ink “{a}” is mixed in two ways.": "专色“{a}”有两种定义。",
    "The ink “{a}” is not used.": "专色“{a}”未使用。",
    "The ink “{a}” falls back to RGB.": "专色“{a}”的替代色为 RGB。",
    # Lines and text
    "{a} is {b} mm thin; {c} mm are wanted {d}.": "{a}线宽仅 {b} mm；{d}至少应为 {c} mm。",
    "{a} has lines down to {b} mm at its size; {c} mm are wanted.": "{a}在此尺寸下线宽仅 {b} mm，至少应为 {c} mm。",
    "1 line is {a} mm thin; {b} mm are wanted.": "1 条线宽仅 {a} mm，至少应为 {b} mm。",
    "{n} lines are {a} mm thin; {b} mm are wanted.": "{n} 条线宽仅 {a} mm，至少应为 {b} mm。",
    "{a} is {b} pt in one ink; {c} pt are the least.": "{a}为 {b} pt 单色文字，至少应为 {c} pt。",
    "{a} is {b} pt in several inks; {c} pt are the least.": "{a}为 {b} pt 多色文字，至少应为 {c} pt。",
    "{a} is {b} pt and knocked out; {c} pt are the least.": "{a}为 {b} pt 反白文字，至少应为 {c} pt。",
    "Text of {a} pt {b}; {c} pt are the least ({n} places).": "{b}的 {a} pt 文字（{n} 处），至少应为 {c} pt。",
    "Text of {a} pt {b}; {c} pt are the least.": "{b}的 {a} pt 文字，至少应为 {c} pt。",
    "Text of {a} pt is black in several inks; black ink alone stays sharp ({n} places).": (
        "{a} pt 文字为多色黑（{n} 处）；只用黑墨边缘才清晰。"
    ),
    "Text of {a} pt is black in several inks; black ink alone stays sharp.": (
        "{a} pt 文字为多色黑；只用黑墨边缘才清晰。"
    ),
    "Text is white and overprints: nothing of it is left ({n} places).": "白色文字设为叠印（{n} 处），印出后会消失。",
    "Text is white and overprints: nothing of it is left.": "白色文字设为叠印，印出后会消失。",
    "{a}: the font {b} is not on this machine; another stands in for it.": "{a}：本机没有字体 {b}，已用其他字体代替。",
    "The font {a} is not in the file.": "字体 {a} 未嵌入文件。",
    # Pictures
    "A picture has {a} ppi at its size; {b} are wanted.": "图片在此尺寸下为 {a} ppi，要求 {b} ppi。",
    "{a} cannot be drawn: {b}": "{a}无法绘制：{b}",
    "{a} is drawn at {b} ppi and enlarged {c} times.": "{a}以 {b} ppi 生成，放大了 {c} 倍。",
    "{a} has {b} ppi at its size; {c} are wanted.": "{a}在此尺寸下为 {b} ppi，要求 {c} ppi。",
    "{a} is not in the document.": "{a}不在文档中。",
    "A picture of {a} x {b} pixels has 16 bits; plates have 8.": "{a} × {b} 像素的图片为 16 位；印版为 8 位。",
    "A picture of {a} x {b} pixels is damaged.": "{a} × {b} 像素的图片已损坏。",
    "The mask of a picture of {a} x {b} pixels is damaged.": "{a} × {b} 像素图片的蒙版已损坏。",
    # Barcodes
    "{a} holds {b}, which is a whole number without its last digit, too.": (
        "{a}的内容为 {b}，去掉末位后也是一个完整的条码号。"
    ),
    "{a} has modules of {b} mm; {c} takes {d} to {e} mm.": "{a}的模块宽度为 {b} mm；{c} 要求 {d} 至 {e} mm。",
    "{a} has bars {b} mm high; {c} mm are the least.": "{a}的条高为 {b} mm，至少应为 {c} mm。",
    "{a} has something drawn over it or its quiet zone.": "{a}或其静区被其他内容遮盖。",
    "{a} has a cut or crease in its quiet zone.": "{a}的静区内有刀线或压痕线。",
    "{a} has bars across {b}.": "{a}的条横跨{b}。",
    "{a} is printed in {b}, which scanners do not see as bars.": "{a}以{b}印刷，扫描器无法识别。",
    "{a} has bars in {b} inks; one ink keeps their edges.": "{a}的条使用 {b} 色油墨；只用一色边缘才清晰。",
    "{a} has light bars on a dark ground, which most scanners cannot read.": "{a}为深底浅条，多数扫描器无法识读。",
    "{a} has {b} of contrast in red light; {c} are wanted.": "{a}在红光下的对比度为 {b}，要求 {c}。",
    "{a} holds {b}, but its digits end in a check digit without the last.": (
        "{a}的号码为 {b}，但去掉末位后仍以校验码结尾。"
    ),
    "{a} could not be read back from its plates.": "从印版上无法识读{a}。",
    # Layers
    "{a} is {b} opaque; PDF/X-1a flattens the page to a picture.": "{a}的不透明度为 {b}；PDF/X-1a 会将页面拼合为图片。",
    "{a} has soft or clear parts; PDF/X-1a flattens the page to a picture.": (
        "{a}有半透明或透明部分；PDF/X-1a 会将页面拼合为图片。"
    ),
    "{a} is {b} opaque.": "{a}的不透明度为 {b}。",
    "{a} has soft or clear parts.": "{a}有半透明或透明部分。",
    "{a} is hidden and not printed.": "{a}已隐藏，不会印出。",
    "{a} prints nothing.": "{a}没有可印的内容。",
    # Pages of a PDF
    "Artwork reaches the cut and ends before {a} mm of bleed.": "图案到达刀线，但出血不足 {a} mm。",
    "There are {a} mm of bleed beyond the trim; {b} mm are wanted.": "裁切框外的出血为 {a} mm，要求 {b} mm。",
    "There are {a} mm of bleed beyond the cut; {b} mm are wanted.": "刀线外的出血为 {a} mm，要求 {b} mm。",
    "The page has no MediaBox.": "页面没有介质框 (MediaBox)。",
    "The page is {a} x {b} mm, which is too large.": "页面为 {a} × {b} mm，过大。",
    "The page has no TrimBox: nobody knows where it is cut.": "页面没有裁切框 (TrimBox)，无从得知裁切位置。",
    "The TrimBox reaches beyond the BleedBox.": "裁切框 (TrimBox) 超出出血框 (BleedBox)。",
    "The TrimBox or the BleedBox reaches beyond the MediaBox.": "裁切框或出血框超出介质框 (MediaBox)。",
    "The CropBox hides some of what is printed.": "裁剪框 (CropBox) 遮住了部分印刷内容。",
    "The {a}Box is no box.": "{a}Box 无效。",
    "The page has a TrimBox and an ArtBox; one of them is wanted.": "页面同时有 TrimBox 和 ArtBox，只能有其一。",
    "The page has a colour space that is none: {a}.": "页面有无效的色彩空间：{a}。",
    "The page has colours in RGB.": "页面有 RGB 颜色。",
    "The page has colours in {a}; the press separates them.": "页面颜色使用 {a}，将由印厂分色。",
    "Transparency is blended in {a}.": "透明混合色彩空间为 {a}。",
    "1 object is white and overprint: nothing of them is left.": "1 个对象为白色且叠印，印出后会消失。",
    "{n} objects are white and overprint: nothing of them is left.": "{n} 个对象为白色且叠印，印出后会消失。",
    "1 object has all inks full on what is cut out.": "成品内有 1 个对象四色全满（套版色）。",
    "{n} objects have all inks full on what is cut out.": "成品内有 {n} 个对象四色全满（套版色）。",
    "1 object is see-through.": "1 个对象有透明效果。",
    "{n} objects are see-through.": "{n} 个对象有透明效果。",
    "The page runs PostScript.": "页面含 PostScript 代码。",
    "The page stands for pictures in other files (OPI).": "页面引用其他文件中的图片 (OPI)。",
    "The page stands for a page of another file.": "页面引用其他文件的页面。",
    "The page has pictures with alternates.": "页面中的图片带有替代图像。",
    "The page sets {a}.": "页面设置了{a}。",
    "The page blends by “{a}”, which is no blend mode.": "页面使用“{a}”，它不是混合模式。",
    "Not looked at: {a}.": "未检查：{a}。",
    "The pictures are too large to have their ink measured.": "图片过大，未测量其总墨量。",
    "The file is too large to have its contents judged.": "文件过大，未检查其内容。",
    "From this page on contents were not judged: they take too long.": "从此页起未检查内容：耗时过长。",
    "{a} could not be judged: {b}.": "未能检查{a}：{b}。",
    # The file
    "The file does not say that it is a PDF/X.": "文件未声明为 PDF/X。",
    "The file does not say for which printing condition it is made.": "文件未声明所针对的印刷条件。",
    "The file is made for {n} printing conditions; one is wanted.": "文件针对 {n} 个印刷条件，只能有一个。",
    "The output intent does not name its printing condition.": "输出意图未写明印刷条件。",
    "The output intent has no profile.": "输出意图没有特性文件。",
    "The output intent's profile is damaged.": "输出意图的特性文件已损坏。",
    "The output intent's profile is no profile.": "输出意图的特性文件无效。",
    "The output intent's profile is no ICC profile.": "输出意图的特性文件不是 ICC 文件。",
    "The output intent's profile is for RGB, not for inks.": "输出意图的特性文件是 RGB，不是油墨。",
    "The output intent's profile is for a {a}, not for a press.": "输出意图的特性文件用于{a}，而不是印刷机。",
    "The output intent's profile has {a} inks and says {b}.": "输出意图的特性文件有 {a} 色，却声明 {b} 色。",
    "The file had to be repaired to be read: {a}.": "文件需修复后才能读取：{a}。",
    "The file is PDF {a}; {b} is built on {c}.": "文件为 PDF {a}；{b} 基于 {c}。",
    "The file is PDF {a}, which few presses take.": "文件为 PDF {a}，很少有印厂接受。",
    "The file is {a} in its Info and {b} in its XMP.": "文件的 Info 声明 {a}，XMP 声明 {b}。",
    "The file has no ID.": "文件没有 ID。",
    "The file has no XMP metadata that can be read.": "文件没有可读取的 XMP 元数据。",
    "The {a} is “{b}” in Info and “{c}” in XMP.": "{a} 在 Info 中为“{b}”，在 XMP 中为“{c}”。",
    "The XMP metadata lack {a}.": "XMP 元数据缺少{a}。",
    "The file says “{a}” of its trapping; True or False is wanted.": "文件的陷印状态为“{a}”，应为 True 或 False。",
    "The file is trapped by its Info ({a}) and not by its XMP ({b}), or so.": "陷印状态不一致：Info {a}，XMP {b}。",
    "The file's Info does not say whether it is trapped.": "文件的 Info 未声明陷印状态。",
    "The file is encrypted, which presses refuse.": "文件已加密，印厂会拒收。",
    "{n} streams are compressed by LZW, which PDF/X does not take.": "{n} 个数据流使用 LZW 压缩，PDF/X 不允许。",
    "{n} streams have their data in other files.": "{n} 个数据流的数据在其他文件中。",
    "The file holds actions: {a}.": "文件含有动作：{a}。",
    "There is an annotation ({a}) on what is printed.": "印刷内容上有批注 ({a})。",
    "The file is an XFA form.": "文件是 XFA 表单。",
    "The file is a form with {n} fields.": "文件是含 {n} 个域的表单。",
    "The file carries other files.": "文件中嵌有其他文件。",
    "The file has no page.": "文件没有页面。",
    "The file has {n} pages; the first {m} were looked into.": "文件共 {n} 页，检查了前 {m} 页。",
    "The layers have no default configuration.": "图层没有默认配置。",
    "The layers have other configurations, of which a press knows nothing.": "图层有其他配置，印厂无从得知。",
    "The layers have no order.": "图层没有排列顺序。",
    "The order of layers does not list all of them.": "图层排列顺序未列出全部图层。",
    "Layers switch on and off by themselves, which PDF/X does not take.": "图层会自动开关，PDF/X 不允许。",
    "The layer {a} has a processing step of no group.": "图层 {a} 的工艺步骤没有组别。",
    "The layer {a} has a processing step of the unknown group “{b}”.": "图层 {a} 的工艺步骤组别“{b}”未知。",
    "The layer {a} has a processing step of {b} without a type.": "图层 {a} 的工艺步骤 {b} 没有类型。",
    "The layer {a} has the unknown step {b}.": "图层 {a} 的工艺步骤 {b} 未知。",
    "The layer {a} has a type for {b}, which has none.": "图层 {a} 为 {b} 给出了类型，但该组没有类型。",
    "A layer has no name.": "有图层未命名。",
    # What the reader of PDFs notes
    "Colour is given in {a}.": "颜色使用 {a}。",
    "A line is as thin as a device can draw it.": "有线条细至设备极限。",
    "A font is missing or damaged; its text is left out.": "缺少字体或字体损坏，其文字未读入。",
    "The font {a} is not embedded; another is drawn in its place.": "字体 {a} 未嵌入，已用其他字体代替。",
    "The embedded font {a} is damaged; another is drawn in its place.": "嵌入的字体 {a} 已损坏，已用其他字体代替。",
    "A picture cannot be read and is left out ({a}).": "有图片无法读取，未读入 ({a})。",
    "A picture in the spot {a} is printed in process inks.": "专色 {a} 中的图片以四色印刷。",
    "A fine one-bit picture in a spot or pattern is printed in process inks.": "专色或底纹中的一位图以四色印刷。",
    "A blend of spot colours is printed in process inks.": "专色渐变以四色印刷。",
    "A blend {a} is drawn in its mean colour.": "渐变（{a}）以平均色绘制。",
    "A pattern is damaged and left out.": "有底纹已损坏，未读入。",
    "A pattern is missing; what it fills is left out.": "缺少底纹，其填充未读入。",
    "A pattern of more than {n} repeats is left out.": "重复超过 {n} 次的底纹未读入。",
    "A soft mask is left out: what it fades is drawn whole.": "软蒙版未读入：被其淡化的内容完整绘出。",
    "The blend mode {a} is drawn as Normal.": "混合模式 {a} 按正常绘制。",
    "The layer {a} is switched off and left out.": "图层 {a} 已关闭，未读入。",
    "The spot {a} is defined in two ways; the first is taken.": "专色 {a} 有两种定义，取第一种。",
    "Something lies far off the page and is left out.": "有内容远在页面之外，未读入。",
    "The page states no TrimBox.": "页面未声明 TrimBox。",
    "Vector “{a}”: {b}.": "置入图形“{a}”：{b}。",
    # Any of them
    "{a} ({n} times, first at {x}, {y} mm).": "{a}（{n} 处，首处位于 {x}, {y} mm）。",
    "{a} ({n} times).": "{a}（{n} 处）。",
    "{a} (at {x}, {y} mm).": "{a}（位于 {x}, {y} mm）。",
    "{a} (on {n} pages).": "{a}（共 {n} 页）。",
}

PHRASES: Mapping[str, str] = {
    "Artwork “{a}”": "图案“{a}”",
    "Image “{a}”": "图片“{a}”",
    "Text “{a}”": "文字“{a}”",
    "Shape “{a}”": "形状“{a}”",
    "Barcode “{a}”": "条码“{a}”",
    "Vector “{a}”": "置入图形“{a}”",
    "The page": "页面",
    "a cut": "刀线",
    "a crease": "压痕线",
    "the flutes of the board": "瓦楞方向",
    "a curve that is too tight for it": "过紧的弧面",
    "where it is knocked out": "反白处",
    "in one ink": "单色",
    "in {n} inks": "{n} 色",
    "is in one ink": "单色",
    "is in several inks": "多色",
    "is knocked out": "反白",
    "White": "白墨",
    "Varnish": "光油",
    "white": "白墨",
    "varnish": "光油",
    "foil": "烫金",
    "cold foil": "冷烫",
    "emboss": "击凸",
    "deboss": "压凹",
    "braille": "盲文",
    "a transfer curve": "传递函数",
    "a halftone": "网屏",
    "the date of creation": "创建日期",
    "the date of change": "修改日期",
    "a document ID": "文档 ID",
    "of no kind": "类型不明",
}


def in_chinese(text: str) -> str:
    """The sentence in Chinese; as it is where the catalogue lacks it."""
    return (_found(text, SENTENCES) or text) if len(text) <= MOST else text


def _part(text: str) -> str:
    """What fills in a sentence: a phrase, a sentence without its stop, or a name or number."""
    whole = _found(text, PHRASES) or _found(f"{text}.", SENTENCES)
    return whole.removesuffix("。") if whole else text


def _found(text: str, catalogue: Mapping[str, str]) -> str | None:
    for pattern, chinese in _patterns(tuple(catalogue.items())):
        match = pattern.fullmatch(text)
        if match:
            return chinese.format(**{name: _part(value) for name, value in match.groupdict().items()})
    return None


@cache
def _patterns(catalogue: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    """In the catalogue's order, of which the first that fits is taken."""
    return [(re.compile(_regular(english)), chinese) for english, chinese in catalogue]


def _regular(english: str) -> str:
    """As much as can be fills the first gap: it is a layer, whose name may hold any words."""
    parts = re.split(r"\{(\w)\}", english)
    return "".join(f"(?P<{each}>.+)" if number % 2 else re.escape(each) for number, each in enumerate(parts))
