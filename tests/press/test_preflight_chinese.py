"""The Chinese of preflight's sentences: complete, of the same parts, and right about which word is a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import core.press.preflight
from core.press.preflight.chinese import PHRASES, SENTENCES, in_chinese

ROOM = Path(core.press.preflight.__file__).parent
GAP = re.compile(r"\{[^{}]*\}")

COMPOSED = {
    "Text {}{}.",
    "The file had to be repaired to be read: {}{}.",
    "{} {}.",
    "The layer {} {}.",
    "{} has 16 bits; plates have 8.",
    "The mask of {} {}.",
    "{} {} mm thin; {} mm are wanted.",
    "{} white and overprint: nothing of them is left.",
    "{} all inks full on what is cut out.",
    "{} see-through.",
    "{} is {} pt {}; {} pt are the least.",
    "{} lays down {} % of ink on {} mm²; {}.",
}
"""Sentences put together of words, which the catalogue has as they come out."""


def texts(path: Path) -> Iterator[str]:
    """The strings of a module that are neither docstrings nor in errors; a gap for each value filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    errors = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    apart = {id(part) for node in errors for part in ast.walk(node)}
    apart |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in apart:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def test_every_sentence_of_the_checks_is_in_the_catalogue() -> None:
    known = {GAP.sub("{}", english) for english in SENTENCES} | COMPOSED
    made = {text for path in ROOM.rglob("*.py") if path.name != "chinese.py" for text in texts(path)}
    sentences = {text for text in made if re.fullmatch(r"[A-Z{].* .*\.", text)}
    assert len(sentences) > 80
    assert sorted(sentences - known) == [], "say it in core/press/preflight/chinese.py"


@pytest.mark.parametrize(("english", "chinese"), [*SENTENCES.items(), *PHRASES.items()])
def test_what_is_filled_in_is_filled_in_again(english: str, chinese: str) -> None:
    assert sorted(GAP.findall(english)) == sorted(GAP.findall(chinese))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Shape “Line” is 0.1 mm thin; 0.2 mm are wanted in 3 inks.", "形状“Line”线宽仅 0.1 mm；3 色至少应为 0.2 mm。"),
        ("The font Helvetica is not in the file (on 3 pages).", "字体 Helvetica 未嵌入文件（共 3 页）。"),
        ("Text “it is cut” is 1.2 mm from a crease; 3 mm are wanted.", "文字“it is cut”距压痕线 1.2 mm，要求 3 mm。"),
        ("Colour is given in Lab (2 times, first at 1.5, 2.0 mm).", "颜色使用 Lab（2 处，首处位于 1.5, 2.0 mm）。"),
        ("Vector “a”: The page states no TrimBox.", "置入图形“a”：页面未声明 TrimBox。"),
        ("The layer X is switched off and left out.", "图层 X 已关闭，未读入。"),
        ("The layer X has the unknown step A/B.", "图层 X 的工艺步骤 A/B 未知。"),
        ("3 objects are see-through.", "3 个对象有透明效果。"),
        ("Text of 4 pt is knocked out; 6 pt are the least.", "反白的 4 pt 文字，至少应为 6 pt。"),
    ],
)
def test_sentences_are_put_together_again(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese


@pytest.mark.parametrize("text", ["", "{a}", "Nobody has said this yet.", "The ink “{x}” is ( [", "x" * 5000])
def test_what_is_not_in_the_catalogue_stays(text: str) -> None:
    assert in_chinese(text) == text


def test_names_with_braces_are_names() -> None:
    assert in_chinese("The ink “{0} {a}” is not used.") == "专色“{0} {a}”未使用。"
