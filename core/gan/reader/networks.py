"""A network as its file describes it: the tensors under their official names, and what it was built with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.gan.reader.errors import Unreadable, shown
from core.gan.reader.machine import Budget
from core.gan.reader.names import Module
from core.gan.reader.tensors import StoredTensor

MOST_LAYERS = 5_000
MOST_ARGUMENTS = 500
_DEEPEST = 12
_PARTS = ("_parameters", "_buffers", "_modules")
_MISBUILT = "a network in it is of an unknown form"


@dataclass(frozen=True)
class Network:
    """``tensors`` in the order of a state dict; ``arguments`` of its construction, plain values; ``attributes`` of
    every layer by path ("" is the whole), numbers and words only."""

    tensors: dict[str, StoredTensor]
    arguments: dict[str, Any]
    attributes: dict[str, dict[str, Any]]


def network(module: Module) -> Network:
    """Raises Unreadable when the tree of modules is none."""
    tensors: dict[str, StoredTensor] = {}
    attributes: dict[str, dict[str, Any]] = {}
    budget = Budget()  # layers may share their dictionaries
    for path, layer in _layers(module):
        if len(attributes) >= MOST_LAYERS:
            raise Unreadable("it has far more layers than any model")
        budget.spend(len(layer.state) + sum(len(_part(layer, part)) for part in _PARTS))
        attributes[path] = {key: value for key, value in layer.state.items() if type(value) in (bool, int, float, str)}
        attributes[path] |= {key: None for key, value in layer.state.items() if value is None}
        for name, tensor in _own_tensors(layer):
            tensors[f"{path}.{name}" if path else name] = tensor
    return Network(tensors, _arguments(module), attributes)


def _layers(module: Module, path: str = "", depth: int = 0) -> Iterator[tuple[str, Module]]:
    if depth > _DEEPEST:
        raise Unreadable("it is nested far deeper than any model")
    yield path, module
    for name, child in _part(module, "_modules").items():
        if isinstance(child, Module):
            yield from _layers(child, f"{path}.{_plain_name(name)}" if path else _plain_name(name), depth + 1)
        elif child is not None:
            raise Unreadable(_MISBUILT)


def _own_tensors(layer: Module) -> Iterator[tuple[str, StoredTensor]]:
    left_out = layer.state.get("_non_persistent_buffers_set", set())
    if not isinstance(left_out, (set, frozenset)):
        raise Unreadable(_MISBUILT)
    for part in ("_parameters", "_buffers"):
        for name, value in _part(layer, part).items():
            if isinstance(value, StoredTensor):
                if part == "_parameters" or name not in left_out:
                    yield _plain_name(name), value
            elif value is not None:
                raise Unreadable(_MISBUILT)


def _part(module: Module, name: str) -> Mapping[Any, Any]:
    part = module.state.get(name)
    if not isinstance(part, dict):
        raise Unreadable(_MISBUILT)
    return part


def _plain_name(name: object) -> str:
    if not isinstance(name, str) or not 0 < len(name) <= 64 or not name.replace("_", "").isalnum():
        raise Unreadable(_MISBUILT)
    return name


def _arguments(module: Module) -> dict[str, Any]:
    """Of the constructor, by name. The first few were seldom given by place."""
    given = module.state.get("_init_args", ())
    named = module.state.get("_init_kwargs", {})
    if not isinstance(given, (list, tuple)) or not isinstance(named, dict):
        raise Unreadable(_MISBUILT)
    places = ("z_dim", "c_dim", "w_dim", "img_resolution", "img_channels", "mapping_kwargs")
    if len(given) > len(places):
        raise Unreadable(_MISBUILT)
    arguments = plain({**dict(zip(places, given, strict=False)), **named})
    return {**arguments, **{key: module.state[key] for key in places[:5] if type(module.state.get(key)) is int}}


def plain(value: object, budget: Budget | None = None) -> Any:
    """A copy of numbers, words, lists and dictionaries; raises Unreadable for more than arguments have."""
    budget = budget or Budget(MOST_ARGUMENTS)
    budget.spend(1)
    if value is None or type(value) in (bool, float, str) or (type(value) is int and -(1 << 63) <= value < 1 << 63):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item, budget) for item in value]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {key: plain(item, budget) for key, item in value.items()}
    raise Unreadable("the arguments of a network in it cannot be read")


def said(value: object) -> str:
    """A plain value, or an option's name, for a sentence."""
    return shown(str(value), 60)
