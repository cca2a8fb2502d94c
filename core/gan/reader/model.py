"""Opens a model file of any kind that we know: what it is, and its tensors, which stay in the file until asked for."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from core import files
from core.gan.config import Config
from core.gan.reader import safe
from core.gan.reader.arguments import architecture, checked, configuration, kind_of
from core.gan.reader.described import described
from core.gan.reader.errors import Unreadable, naming
from core.gan.reader.machine import Budget, Machine
from core.gan.reader.names import Module, allowed
from core.gan.reader.networks import Network, network
from core.gan.reader.sniff import form_of
from core.gan.reader.spans import File, Stream
from core.gan.reader.storages import MAGIC, read_legacy_after_magic
from core.gan.reader.tensors import StoredTensor
from core.gan.reader.weights import finite, zipped_value

FORMAT = "dieloom-generator-1"
EXTRA = "extra."
NO_LICENCE = (
    "not stated in the file; NVIDIA's own networks are for non-commercial use: ask whoever made it before you sell"
)
_BUFFERS = ("w_avg", "noise_const", "resample_filter", "up_filter", "down_filter", "magnitude_ema")
_INPUT_BUFFERS = ("synthesis.input.freqs", "synthesis.input.phases", "synthesis.input.transform")


@dataclass(frozen=True, eq=False)
class Stored:
    """A generator in a file. ``tensors`` has the official names; ``extra`` our own (centres, directions); ``networks``
    what else a training left in the file (G, G_ema, D). ``source`` is the format in words."""

    file: File
    name: str
    source: str
    config: Config
    tensors: dict[str, StoredTensor]
    extra: dict[str, StoredTensor] = field(default_factory=dict)
    card: dict[str, str] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.config.kind

    @property
    def architecture(self) -> str:
        """ "stylegan2", "stylegan3-t" or "stylegan3-r"."""
        return architecture(self.config)

    @property
    def parameters(self) -> int:
        """How many numbers were learned; buffers are not counted."""
        learned = (
            tensor
            for name, tensor in self.tensors.items()
            if name.rpartition(".")[2] not in _BUFFERS and name not in _INPUT_BUFFERS
        )
        return sum(tensor.count for tensor in learned)

    @property
    def dtype(self) -> str:
        """The type of most of its numbers."""
        counts: Counter[str] = Counter()
        for tensor in self.tensors.values():
            counts[tensor.dtype] += tensor.count
        return counts.most_common(1)[0][0]

    @property
    def licence(self) -> str:
        return self.card.get("licence", NO_LICENCE)


def open_model(path: Path) -> Stored:
    """What the file holds; no weight is read and nothing in it is run. Raises DieloomError."""
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        with file.held():
            form = form_of(file)
            stored = {"zip": _from_zip, "safetensors": _from_safetensors, "pickle": _from_pickle}[form](file)
        if sum(tensor.size for tensor in (*stored.tensors.values(), *stored.extra.values())) > file.length:
            raise Unreadable("its tensors claim more data than it has")
        return stored


def _from_pickle(file: File) -> Stored:
    budget = Budget()
    with file.open() as handle:
        stream, names = Stream(file, handle), allowed(budget)
        value = Machine(stream, names, budget).run()
        if type(value) is int and value == MAGIC:
            return _from_weights(file, read_legacy_after_magic(stream, names, budget))
    if isinstance(value, Module):
        value = {"G_ema": value}  # somebody saved the generator alone
    if not isinstance(value, dict):
        raise Unreadable("it holds no networks", "Choose a StyleGAN .pkl or a .safetensors file.")
    chosen = "G_ema" if isinstance(value.get("G_ema"), Module) else "G"
    if not isinstance(value.get(chosen), Module):
        raise Unreadable("it holds no generator", "Choose a StyleGAN .pkl with a G_ema in it.")
    generator = network(value[chosen])
    config = configuration(generator.arguments, generator.tensors, generator.attributes)
    networks = {chosen: generator}
    for key in {"G", "G_ema", "D"} - {chosen}:
        with contextlib.suppress(Unreadable):  # only the generator is needed
            if isinstance(value.get(key), Module):
                networks[key] = network(value[key])
    head = file.head(2)
    protocol = head[1] if head[:1] == b"\x80" else 1
    source = f"StyleGAN{config.kind[-1]} pickle, protocol {protocol}"
    warnings = () if chosen == "G_ema" else ("It has no averaged generator (G_ema); the one in training is used.",)
    card = {"source": f"{source} ({chosen})", "licence": NO_LICENCE}
    return Stored(file, file.path.stem, source, config, generator.tensors, {}, card, networks, warnings)


def _from_safetensors(file: File) -> Stored:
    tensors, metadata = safe.tensors_and_metadata(file)
    if metadata.get("format") == FORMAT:
        return _ours(file, tensors, metadata)
    return _bare(file, tensors, metadata, "safetensors")


def _from_zip(file: File) -> Stored:
    return _from_weights(file, zipped_value(file))


def _from_weights(file: File, value: object) -> Stored:
    """Of a state dict in PyTorch's own file, alone or beside what else a training keeps."""
    tree = finite(value, 2 * file.length)
    for part in (tree, *(tree.get(key) for key in ("G_ema", "g_ema", "state_dict"))):
        if isinstance(part, dict) and part and all(isinstance(tensor, StoredTensor) for tensor in part.values()):
            return _bare(file, {str(name): tensor for name, tensor in part.items()}, {}, "PyTorch's form")
    raise Unreadable("it holds no generator's weights", "Choose a StyleGAN .pkl or a .safetensors file.")


def _bare(file: File, tensors: dict[str, StoredTensor], metadata: dict[str, str], form: str) -> Stored:
    """A state dict under the official names; what it was built with is in the metadata, or in a file beside it."""
    kind_of(tensors)
    arguments, where = described(file.path, metadata)
    config = checked(metadata["config"], tensors) if arguments is None else configuration(arguments, tensors)
    source = f"StyleGAN{config.kind[-1]} weights in {form}, described in {where}"
    return Stored(file, file.path.stem, source, config, tensors, {}, {"source": source, "licence": NO_LICENCE})


def _ours(file: File, tensors: dict[str, StoredTensor], metadata: dict[str, str]) -> Stored:
    own = {name: tensor for name, tensor in tensors.items() if not name.startswith(EXTRA)}
    extra = {name.removeprefix(EXTRA): tensor for name, tensor in tensors.items() if name.startswith(EXTRA)}
    card = safe.loads(metadata.get("card", "{}"))
    if not isinstance(card, dict) or not all(isinstance(value, (str, int, float)) for value in card.values()):
        raise Unreadable("its card is damaged")
    card = {key: str(value) for key, value in card.items()}
    config = checked(metadata.get("config", ""), own)
    name = metadata.get("name", file.path.stem)
    return Stored(file, name, "Dieloom generator (safetensors)", config, own, extra, card)
