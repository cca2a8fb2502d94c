"""The safe reader of model files: StyleGAN2 and StyleGAN3 pickles, PyTorch weights, safetensors.

It needs neither Torch nor Python's unpickler, and runs nothing that a file brings. Reading the facts of a model of
360 MB takes a fraction of a second, because the weights stay in the file until somebody asks for them.
"""

from core.gan.reader.errors import Unreadable, naming
from core.gan.reader.model import NO_LICENCE, Stored, open_model
from core.gan.reader.tensors import StoredTensor
from core.gan.reader.weights import open_weights

__all__ = ["NO_LICENCE", "Stored", "StoredTensor", "Unreadable", "naming", "open_model", "open_weights"]
