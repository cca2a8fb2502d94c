"""torchvision imports beside this torch, whether or not the two were built together."""

from __future__ import annotations

import subprocess
import sys

from core.gan.torchvision_compat import import_torchvision


def test_torchvision_imports() -> None:
    assert import_torchvision("torchvision.utils").make_grid is not None
    assert import_torchvision() is sys.modules["torchvision"]


def test_core_imports_no_torch_where_it_is_not_needed() -> None:
    code = "import sys, core.gan.config, core.artwork.recipe; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
