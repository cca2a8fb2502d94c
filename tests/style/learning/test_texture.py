"""The distance between textures, and that its slope leads to the style."""

from __future__ import annotations

import torch

from core.style.learning.crops import as_pictures
from core.style.learning.texture import Texture
from tests.style.learning.toys import blobs, stripes


def test_the_same_texture_elsewhere_is_near_and_another_far() -> None:
    texture = Texture()
    style = as_pictures(stripes(64, 1)[None])
    moved = as_pictures(stripes(80, 1)[None, 9:73, 5:69])
    other = as_pictures(blobs(64, 1)[None])
    assert texture(style, style) == 0
    assert 0 < texture(moved, style) < 0.3 * texture(other, style)


def test_where_in_which_picture_it_stands_does_not_matter() -> None:
    texture = Texture()
    one, other = as_pictures(stripes(48, 1)[None]), as_pictures(blobs(48, 1)[None])
    pair, style = torch.cat([one, other]), as_pictures(stripes(48, 2)[None]).repeat(2, 1, 1, 1)
    assert torch.allclose(texture(pair, style), texture(pair.flip(0), style), rtol=1e-4)


def test_its_slope_leads_to_the_style() -> None:
    texture = Texture()
    style, picture = as_pictures(stripes(48, 1)[None]), as_pictures(blobs(48, 1)[None]).requires_grad_()
    before = texture(picture, style)
    (slope,) = torch.autograd.grad(before, picture)
    assert texture(picture - 0.5 * slope / slope.norm(), style) < before
