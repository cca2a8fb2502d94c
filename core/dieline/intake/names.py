"""What a layer, spot or group name says of its lines, in the languages of the trade."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from typing import NamedTuple

from core import resources
from core.dieline.outline import LineType

EXACT, PHRASE, PART = 0.95, 0.8, 0.6  # how sure: the whole name, whole words of it, part of a word
SHORT = 2  # letters; such words count only as the whole name
LONG = 5  # letters of a Latin word that is found within another, as in compounds
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W\d_]+")


class Known(NamedTuple):
    """What lines of a known name are; no type for what is no line of the die."""

    type: LineType | None
    confidence: float
    whole: bool = False  # the name of a die as a whole


@functools.lru_cache(maxsize=4096)
def known(name: str) -> Known | None:
    """What a name says; None when it says nothing."""
    words = _words(name[:200])
    squashed = "".join(words)
    phrases = _phrases()
    if squashed in phrases.exact:
        return Known(phrases.exact[squashed], EXACT, squashed in phrases.whole)
    text = f" {' '.join(words)} "
    found = [phrase for phrase in phrases.spaced if f" {phrase} " in text]
    if found:
        best = max(found, key=lambda phrase: (phrase.count(" "), len(phrase)))
        return Known(phrases.spaced[best], PHRASE, best.replace(" ", "") in phrases.whole)
    parts = [part for part in phrases.parts if part in squashed]
    return Known(phrases.parts[max(parts, key=len)], PART) if parts else None


class _Phrases(NamedTuple):
    exact: dict[str, LineType | None]  # without blanks
    spaced: dict[str, LineType | None]
    parts: dict[str, LineType | None]
    whole: frozenset[str]  # without blanks


@functools.cache
def _phrases() -> _Phrases:
    table = tomllib.loads(resources.path("intake", "line-names.toml").read_text("utf-8"))
    by_words = {tuple(_words(phrase)): _type(type_) for type_, phrases in table.items() for phrase in phrases}
    exact = {"".join(words): type_ for words, type_ in by_words.items()}
    spaced = {" ".join(words): type_ for words, type_ in by_words.items() if len("".join(words)) > SHORT}
    parts = {whole: type_ for whole, type_ in exact.items() if len(whole) >= (LONG if whole.isascii() else SHORT)}
    whole = frozenset("".join(_words(phrase)) for phrase in table["whole"])
    return _Phrases(exact, spaced, parts, whole)


def _type(key: str) -> LineType | None:
    if key == "ignore":
        return None
    return LineType.CUT if key == "whole" else LineType(key)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _CAMEL.sub(" ", name)).casefold()
    # Without accents, so that both spellings of decoupe are one; marks of other scripts belong to their letters.
    bare = unicodedata.normalize("NFC", "".join(_unaccented(letter) for letter in plain))
    return _WORD.findall(bare)


def _unaccented(letter: str) -> str:
    split = unicodedata.normalize("NFD", letter)
    return split[0] if split[0].isascii() else letter
