"""From the arguments of the official constructors to our configuration.

The StyleGAN2-ADA release nests what concerns the layers (``synthesis_kwargs``), the StyleGAN3 release has it flat; what
was left at a class's default is in neither, but often among the attributes of the layers. An option that our networks
do not have is refused by its name, and never passed over.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from core.errors import DieloomError
from core.gan.config import AliasFreeConfig, Config, GeneratorConfig, read_config
from core.gan.reader.errors import Unreadable
from core.gan.reader.networks import said

Attributes = Mapping[str, Mapping[str, Any]]

MOST_CLASSES = 20_000
_NEEDED = {"z_dim": "z_dim", "w_dim": "w_dim", "img_resolution": "resolution", "img_channels": "image_channels"}
# They concern training, speed, or say again what is said elsewhere.
_WITHOUT_EFFECT = {
    *("arch", "c_dim", "num_ws", "num_fp16_res", "fp16_channels_last", "fused_modconv_default", "use_fp16"),
    *("magnitude_ema_beta", "w_avg_beta", "class_name", "mapping_kwargs", "synthesis_kwargs"),
}
_FIXED = {
    "stylegan2": {"architecture": "skip", "activation": "lrelu", "resample_filter": [1, 3, 3, 1], "kernel_size": 3},
    "stylegan3": {},
}
_MAPPING_FIXED = {"activation": "lrelu", "lr_multiplier": 0.01}
_ALIAS_FREE = {
    *("num_layers", "num_critical", "margin_size", "conv_kernel", "filter_size", "lrelu_upsampling"),
    *("first_cutoff", "first_stopband", "last_stopband_rel", "output_scale", "use_radial_filters"),
}
OPTIONS = {*_NEEDED, *_WITHOUT_EFFECT, *_FIXED["stylegan2"], *_ALIAS_FREE}
OPTIONS |= {"channel_base", "channel_max", "conv_clamp", "use_noise"}
"""Every option of the official generators that is known here."""

_LAYERS_FIXED = (
    (re.compile(r"synthesis\.b\d+"), "architecture", "skip"),
    (re.compile(r"synthesis\.b\d+\.conv\d"), "activation", "lrelu"),
    (re.compile(r"synthesis\.b\d+\.conv\d"), "act_gain", math.sqrt(2)),
    (re.compile(r"mapping\.fc\d+"), "activation", "lrelu"),
    (re.compile(r"mapping\.fc\d+"), "bias_gain", 0.01),
    (re.compile(r"(.+\.)?(affine|embed)"), "activation", "linear"),
    (re.compile(r"(.+\.)?(affine|embed)"), "bias_gain", 1),
)


def kind_of(names: Collection[str]) -> str:
    """Which generator has tensors of these names; raises Unreadable for any other network."""
    if "synthesis.b4.const" in names:
        return "stylegan2"
    if "synthesis.input.freqs" in names:
        return "stylegan3"
    raise Unreadable(
        "its weights are of another network than StyleGAN2 or StyleGAN3", "Choose a generator of one of these."
    )


def configuration(arguments: Mapping[str, Any], names: Collection[str], attributes: Attributes | None = None) -> Config:
    """The configuration of the generator with tensors of these names; raises Unreadable."""
    kind = kind_of(names)
    mapping, layers = _sorted(arguments)
    tree = attributes or {}
    _check(mapping, {*_MAPPING_FIXED, "num_layers", "embed_features", "layer_features"}, _MAPPING_FIXED)
    _check_layers(tree)
    fields: dict[str, Any] = {ours: _integer(layers, theirs) for theirs, ours in _NEEDED.items()}
    for name in ("embed_features", "layer_features"):
        if mapping.get(name) not in (None, fields["w_dim"]):
            raise _foreign(name, mapping[name])
    classes = _integer(layers, "c_dim", 0)
    if not 0 <= classes <= MOST_CLASSES:
        raise Unreadable(f"it has {classes} classes, and {MOST_CLASSES} at most can be read")
    fields |= {
        "kind": kind,
        "labels": [str(number) for number in range(classes)],
        "mapping_layers": _mapping_layers(mapping, names),
        "channel_base": _integer(layers, "channel_base", 32768),
        "channel_max": _integer(layers, "channel_max", 512),
        "clamp": _clamp(layers, tree, None if kind == "stylegan2" and "synthesis_kwargs" in arguments else 256),
    }
    known = {*_NEEDED, *_WITHOUT_EFFECT, "channel_base", "channel_max", "conv_clamp", *_FIXED[kind]}
    if kind == "stylegan2":
        _check(layers, {*known, "use_noise"}, _FIXED[kind])
        fields |= {"padding": ["zero", "zero"], "noise": _noise(layers, names)}
    else:
        _check(layers, {*known, *_ALIAS_FREE}, _FIXED[kind])
        stored = {**layers, **{key: value for key, value in tree.get("synthesis", {}).items() if key in _ALIAS_FREE}}
        fields |= {key: stored[key] for key in _ALIAS_FREE if key in stored}
    return checked(json.dumps(fields), names)


def checked(text: str, names: Collection[str]) -> Config:
    """The configuration in our JSON, within the bounds of what can be built; raises Unreadable."""
    try:
        config = read_config(text)
    except DieloomError as error:
        raise Unreadable(f"it describes no possible network ({error.message.rstrip('.')})", error.hint) from error
    if config.kind != kind_of(names):
        raise Unreadable("its weights are of another network than it describes")
    if isinstance(config, AliasFreeConfig):
        _bound(config, names)
    elif config.noise != any(name.endswith(".noise_const") for name in names):
        raise Unreadable("its noise is not as it describes")
    return config


def _bound(config: AliasFreeConfig, names: Collection[str]) -> None:
    widths = (config.z_dim, config.w_dim, config.channel_base, config.channel_max, config.image_channels)
    reals = (config.first_cutoff, config.first_stopband, config.last_stopband_rel, config.output_scale)
    layers = {name.split(".")[1] for name in names if name.startswith("synthesis.L")}
    sound = (
        4 <= config.resolution <= 4096
        and all(1 <= width <= 1 << 20 for width in widths)
        and all(math.isfinite(real) and 0 < real < 4096 for real in reals)
        and 1 <= config.mapping_layers <= 64
        and len(layers) == config.num_layers + 1
        and 0 <= config.num_critical <= config.num_layers
        and 0 <= config.margin_size <= 64
        and config.conv_kernel in (1, 3)
        and 1 <= config.filter_size <= 16
        and 1 <= config.lrelu_upsampling <= 4
        and (config.clamp is None or (math.isfinite(config.clamp) and config.clamp > 0))
    )
    if not sound:
        raise Unreadable("the StyleGAN3 that it describes cannot be built")


def _sorted(arguments: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Those of the mapping, and all others in one dictionary."""
    parts = [arguments.get(key, {}) for key in ("mapping_kwargs", "synthesis_kwargs")]
    if not all(isinstance(part, dict) for part in parts):
        raise Unreadable("the arguments of its network cannot be read")
    layers = {**arguments, **parts[1]}
    if str(layers.get("architecture")).startswith("stylegan"):  # no option's value: a description, as "arch" is
        del layers["architecture"]
    return parts[0], layers


def _check(given: Mapping[str, Any], known: Iterable[str], fixed: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if name not in {*known, *_WITHOUT_EFFECT} or (name in fixed and not _same(value, fixed[name])):
            raise _foreign(name, value)


def _check_layers(tree: Attributes) -> None:
    for path, attributes in tree.items():
        for place, name, value in _LAYERS_FIXED:
            if place.fullmatch(path) and name in attributes and not _same(attributes[name], value):
                raise _foreign(name, attributes[name])


def _same(given: object, wanted: object) -> bool:
    if isinstance(given, (int, float)) and isinstance(wanted, (int, float)):
        return math.isclose(given, wanted, rel_tol=1e-6)
    return type(given) is type(wanted) and bool(given == wanted)


def _foreign(name: str, value: object) -> Unreadable:
    return Unreadable(
        f"it was built with the option {said(name)} = {said(value)}, which Dieloom's networks do not have",
        "Choose a network with the usual option.",
    )


def _integer(given: Mapping[str, Any], name: str, default: int | None = None) -> int:
    value = given.get(name, default)
    if type(value) is int and abs(value) > 1 << 31:
        raise Unreadable(f"its {name} is impossible")
    if type(value) is not int:
        raise Unreadable(f"it does not say its {name}", "Put the constructor's arguments beside it as a .json file.")
    return value


def _mapping_layers(mapping: Mapping[str, Any], names: Collection[str]) -> int:
    counted = sum(bool(re.fullmatch(r"mapping\.fc\d+\.weight", name)) for name in names)
    if mapping.get("num_layers", counted) != counted:
        raise Unreadable(f"it has {counted} mapping layers and describes {said(mapping['num_layers'])}")
    return counted


def _noise(layers: Mapping[str, Any], names: Collection[str]) -> bool:
    found = any(name.endswith(".noise_const") for name in names)
    if layers.get("use_noise", found) != found:
        raise Unreadable("its noise is not as it describes")
    return found


def _clamp(layers: Mapping[str, Any], tree: Attributes, default: float | None) -> float | None:
    stored = {attributes["conv_clamp"] for attributes in tree.values() if "conv_clamp" in attributes}
    if len(stored) > 1:
        raise _foreign("conv_clamp", sorted(map(str, stored)))
    value = stored.pop() if stored else layers.get("conv_clamp", default)
    if value is not None and (type(value) not in (int, float) or not math.isfinite(value) or value <= 0):
        raise _foreign("conv_clamp", value)
    return None if value is None else float(value)


def architecture(config: Config) -> str:
    """ "stylegan2", "stylegan3-t" (translation), or "stylegan3-r" (rotation too)."""
    if isinstance(config, GeneratorConfig):
        return config.kind
    return "stylegan3-r" if config.conv_kernel == 1 and config.use_radial_filters else "stylegan3-t"
