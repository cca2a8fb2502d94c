"""A pickle machine that can do nothing: it builds numbers, texts, lists, dictionaries, and what an allow-list makes.

Python's own unpickler imports whatever a file names and calls it. This one knows the opcodes (protocols 0 to 5, as
:mod:`pickletools` documents them) and no import: a name that is in its table becomes a :class:`Name`, calling that
calls a function of ours, and any other name ends the reading. Every opcode counts against a budget, texts too; long
texts and bytes stay in the file. Only texts and small numbers can be keys: hashing a nested tuple may take for ever.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn

from core.gan.reader.errors import Unreadable, shown
from core.gan.reader.spans import LongText, Memory, Stream

Make = Callable[[tuple[Any, ...]], Any]

MOST_STEPS = 1_000_000
MOST_TEXT = 32 << 20
LONG = 4096  # bytes: longer texts and bytes stay in the file
_DIGITS = 40


@dataclass(slots=True)
class Budget:
    """What reading one file may cost, however many pickles are nested in it."""

    steps: int = MOST_STEPS
    text: int = MOST_TEXT

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Unreadable("it is far more complicated than any model")

    def hold(self, size: int) -> None:
        self.text -= size
        if self.text < 0:
            raise Unreadable("it holds far more text than any model")


@dataclass(frozen=True, slots=True)
class Name:
    """A global of the allow-list: ``make`` stands in for what it would do."""

    module: str
    name: str
    make: Make

    def __repr__(self) -> str:
        return f"{self.module}.{self.name}"


class Attributes(dict[Any, Any]):
    """A dictionary whose entries can also be set by BUILD."""


class Buildable:
    """What BUILD may change."""

    def build(self, state: object) -> None:
        raise NotImplementedError


Names = Mapping[tuple[str, str], Make]


def no_name(module: str, name: str) -> NoReturn:
    """The end of a file that asks for a program."""
    if module.split(".")[0] in ("tfutil", "tflib") or module.startswith("dnnlib.tflib"):
        raise Unreadable(
            "it is a StyleGAN of the TensorFlow generation, which keeps its program inside the file",
            "Convert it to a PyTorch .pkl with the legacy.py of the StyleGAN3 repository, on a machine apart.",
        )
    raise Unreadable(
        f"it asks to run {shown(f'{module}.{name}')}, which no model needs",
        "Open it with no other program either.",
    )


class Machine:
    """Runs one pickle of a stream, which it leaves behind the pickle's end."""

    def __init__(
        self, stream: Stream, names: Names, budget: Budget, persistent: Callable[[object], object] | None = None
    ) -> None:
        self._stream, self._names, self._budget, self._persistent = stream, names, budget, persistent
        self._stack: list[Any] = []
        self._below: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def run(self) -> Any:
        """The value; raises Unreadable."""
        take, spend = self._stream.take, self._budget.spend
        while (code := take(1)) != b".":
            spend(1)
            step = self._steps.get(code)
            if step is None:
                raise Unreadable("it has a code that no model needs")
            step(self)
        return self._pop()

    # Stack

    def _pop(self) -> Any:
        if not self._stack:
            raise Unreadable("its codes do not fit together")
        return self._stack.pop()

    def _top(self, kind: type) -> Any:
        if not self._stack or not isinstance(self._stack[-1], kind):
            raise Unreadable("its codes do not fit together")
        return self._stack[-1]

    def _push(self, value: object) -> None:
        self._stack.append(value)

    def _mark(self) -> None:
        self._below.append(self._stack)
        self._stack = []

    def _since_mark(self) -> list[Any]:
        if not self._below:
            raise Unreadable("its codes do not fit together")
        items, self._stack = self._stack, self._below.pop()
        return items

    def _drop(self) -> None:
        if self._stack:
            self._stack.pop()
        else:
            self._since_mark()

    def _drop_since_mark(self) -> None:
        self._since_mark()

    # Numbers

    def _unpack(self, form: str) -> Any:
        return struct.unpack(form, self._stream.take(struct.calcsize(form)))[0]

    def _number(self, form: str) -> None:
        self._push(self._unpack(form))

    def _long(self, form: str) -> None:
        length = self._unpack(form)
        if not 0 <= length <= _DIGITS // 2:
            raise Unreadable("it holds an impossible number")
        self._push(int.from_bytes(self._stream.take(length), "little", signed=True))

    def _decimal(self) -> int:
        digits = self._stream.line().removesuffix(b"L")
        if len(digits) > _DIGITS or not digits.removeprefix(b"-").isdigit():
            raise Unreadable("it holds an impossible number")
        return int(digits)

    def _int(self) -> None:
        digits = self._stream.line()
        if digits in (b"00", b"01"):
            self._push(digits == b"01")
        elif len(digits) <= _DIGITS and digits.removeprefix(b"-").isdigit():
            self._push(int(digits))
        else:
            raise Unreadable("it holds an impossible number")

    def _float(self) -> None:
        try:
            self._push(float(self._stream.line()[:_DIGITS]))
        except ValueError as error:
            raise Unreadable("it holds an impossible number") from error

    # Texts and bytes

    def _text(self, form: str, encoding: str = "utf-8") -> None:
        length = self._unpack(form)
        if length > LONG:
            self._push(LongText(self._stream.step(length)))
        else:
            self._push(self._decoded(self._stream.take(max(length, 0)), encoding))

    def _decoded(self, data: bytes, encoding: str) -> str:
        self._budget.hold(len(data))
        try:
            text = data.decode(encoding)
            text.encode()  # half a letter cannot be printed later
        except UnicodeError as error:
            raise Unreadable("a text in it is damaged") from error
        return text

    def _bytes(self, form: str) -> None:
        length = self._unpack(form)
        if length > LONG:
            self._push(self._stream.step(length))
        else:
            self._budget.hold(length)
            self._push(Memory(self._stream.take(length)))

    def _quoted(self) -> None:
        line = self._stream.line()
        if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"') or b"\\" in line:
            raise Unreadable("a text in it is damaged")
        self._push(self._decoded(line[1:-1], "latin-1"))

    def _frame(self) -> None:
        if self._unpack("<Q") > self._stream.left():
            raise Unreadable("it ends in the middle")

    def _protocol(self) -> None:
        if self._unpack("B") > 5:
            raise Unreadable("it is written in a newer form than this program knows")

    # Containers

    def _key(self, key: object) -> object:
        if type(key) is str or (type(key) in (int, bool) and -(1 << 31) <= key < 1 << 31):  # type: ignore[operator]
            return key
        raise Unreadable("a key in it is neither a text nor a small number")

    def _set_items(self, items: list[Any]) -> None:
        target = self._top(dict)
        if len(items) % 2:
            raise Unreadable("its codes do not fit together")
        for key, value in zip(items[::2], items[1::2], strict=True):
            target[self._key(key)] = value

    def _set_item(self) -> None:
        value, key = self._pop(), self._pop()
        self._set_items([key, value])

    def _dict(self) -> None:
        items = self._since_mark()
        self._push({})
        self._set_items(items)

    def _add_items(self) -> None:
        items = self._since_mark()
        self._top(set).update([self._key(item) for item in items])

    def _append(self) -> None:
        value = self._pop()
        self._top(list).append(value)

    def _appends(self) -> None:
        items = self._since_mark()
        self._top(list).extend(items)

    def _tuple(self, count: int) -> None:
        if len(self._stack) < count:
            raise Unreadable("its codes do not fit together")
        items = tuple(self._stack[-count:])
        self._stack[-count:] = [items]

    # Memory

    def _put(self, index: int) -> None:
        self._memo[index] = self._top(object)

    def _get(self, index: int) -> None:
        if index not in self._memo:
            raise Unreadable("its codes do not fit together")
        self._push(self._memo[index])

    # Names and what is made with them

    def _global(self, module: object, name: object) -> None:
        if type(module) is not str or type(name) is not str:
            raise Unreadable("its codes do not fit together")
        make = self._names.get((module, name))
        self._push(no_name(module, name) if make is None else Name(module, name, make))

    def _global_lines(self) -> None:
        module, name = self._stream.line(), self._stream.line()
        self._global(self._decoded(module, "utf-8"), self._decoded(name, "utf-8"))

    def _global_stack(self) -> None:
        name, module = self._pop(), self._pop()
        self._global(module, name)

    def _call(self) -> None:
        arguments, function = self._pop(), self._pop()
        if type(function) is not Name or type(arguments) is not tuple:
            raise Unreadable("it calls what cannot be called")
        self._push(function.make(arguments))

    def _call_with_keywords(self) -> None:
        keywords = self._pop()
        if type(keywords) is not dict or keywords:
            raise Unreadable("it calls what cannot be called")
        self._call()

    def _build(self) -> None:
        state = self._pop()
        made = self._top(object)
        if isinstance(made, Buildable):
            made.build(state)
        elif isinstance(made, Attributes) and isinstance(state, dict):
            self._budget.spend(len(state))
            made.update(state)
        elif type(made) is not dict or not isinstance(state, dict):  # an OrderedDict's attributes are not kept
            raise Unreadable("it changes what cannot be changed")

    def _named(self) -> None:
        if self._persistent is None:
            raise Unreadable("it refers to data outside itself")
        self._push(self._persistent(self._pop()))

    _steps: ClassVar[dict[bytes, Callable[[Machine], None]]] = {
        b"\x80": _protocol,
        b"\x95": _frame,
        b"N": lambda self: self._push(None),
        b"\x88": lambda self: self._push(True),
        b"\x89": lambda self: self._push(False),
        b"I": _int,
        b"L": lambda self: self._push(self._decimal()),
        b"F": _float,
        b"J": lambda self: self._number("<i"),
        b"K": lambda self: self._number("B"),
        b"M": lambda self: self._number("<H"),
        b"G": lambda self: self._number(">d"),
        b"\x8a": lambda self: self._long("B"),
        b"\x8b": lambda self: self._long("<i"),
        b"V": lambda self: self._push(self._decoded(self._stream.line(), "raw-unicode-escape")),
        b"S": _quoted,
        b"X": lambda self: self._text("<I"),
        b"\x8c": lambda self: self._text("B"),
        b"\x8d": lambda self: self._text("<Q"),
        b"U": lambda self: self._text("B", "latin-1"),
        b"T": lambda self: self._text("<i", "latin-1"),
        b"B": lambda self: self._bytes("<I"),
        b"C": lambda self: self._bytes("B"),
        b"\x8e": lambda self: self._bytes("<Q"),
        b"\x96": lambda self: self._bytes("<Q"),
        b"(": _mark,
        b"0": _drop,
        b"1": _drop_since_mark,
        b"2": lambda self: self._push(self._top(object)),
        b"]": lambda self: self._push([]),
        b"}": lambda self: self._push({}),
        b"\x8f": lambda self: self._push(set()),
        b"\x91": lambda self: self._push(frozenset(map(self._key, self._since_mark()))),
        b"a": _append,
        b"e": _appends,
        b"l": lambda self: self._push(self._since_mark()),
        b"d": _dict,
        b"s": _set_item,
        b"u": lambda self: self._set_items(self._since_mark()),
        b"\x90": _add_items,
        b")": lambda self: self._push(()),
        b"t": lambda self: self._push(tuple(self._since_mark())),
        b"\x85": lambda self: self._tuple(1),
        b"\x86": lambda self: self._tuple(2),
        b"\x87": lambda self: self._tuple(3),
        b"p": lambda self: self._put(self._decimal()),
        b"q": lambda self: self._put(self._unpack("B")),
        b"r": lambda self: self._put(self._unpack("<I")),
        b"\x94": lambda self: self._put(len(self._memo)),
        b"g": lambda self: self._get(self._decimal()),
        b"h": lambda self: self._get(self._unpack("B")),
        b"j": lambda self: self._get(self._unpack("<I")),
        b"c": _global_lines,
        b"\x93": _global_stack,
        b"R": _call,
        b"\x81": _call,
        b"\x92": _call_with_keywords,
        b"b": _build,
        b"Q": _named,
    }
