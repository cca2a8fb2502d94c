"""SVG as drawing programs write it, each about one thing; all are 60 x 40 mm."""

from __future__ import annotations

from pathlib import Path as File

import numpy as np
from numpy.typing import NDArray

from core.compose.drawlist import DrawPage
from core.compose.pixels import DocumentPixels
from core.compose.placed.artwork import read_artwork
from core.compose.raster import render
from core.document.document import Document
from tests.compose.designs import WaveMaker, design

PPI = 127.0  # 300 x 200 pixels


def svg(inner: str, root: str = 'width="60mm" height="40mm" viewBox="0 0 120 80"') -> bytes:
    """A file with ``inner`` in it."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {root}>{inner}</svg>".encode()


def pixels_of(data: bytes) -> NDArray[np.uint8]:
    """The artwork as our own raster shows it, [200, 300, 3]."""
    art = read_artwork(data)
    source, _ = Document(design()).with_asset(data)
    page = DrawPage("outside", art.box, art.box, art.ops)
    return render(page, DocumentPixels(source, WaveMaker()), PPI).pixels


def written(folder: File, data: bytes) -> File:
    path = folder / "drawing.svg"
    path.write_bytes(data)
    return path


STROKES = svg(
    """
    <path d="M10 20 C30 -10 50 60 70 15 S100 30 110 10" fill="none" stroke="#a04" stroke-width="5"/>
    <path d="M10 40 l15 -12 15 12 15 -12" fill="none" stroke="#06c" stroke-width="4" stroke-linejoin="round"/>
    <path d="M65 40 l15 -12 15 12" fill="none" stroke="#06c" stroke-width="4" stroke-linejoin="bevel"/>
    <line x1="12" y1="52" x2="50" y2="52" stroke="#222" stroke-width="6" stroke-linecap="round"/>
    <line x1="65" y1="52" x2="105" y2="52" stroke="#222" stroke-width="6" stroke-linecap="square"/>
    <polygon points="15,62 45,62 30,76" fill="gold" stroke="black" stroke-width="2"/>
    <polyline points="60,76 75,62 90,76" fill="none" stroke="green" stroke-width="3"/>
    <g transform="translate(95 58) scale(1 .4)">
      <circle cx="10" cy="25" r="12" fill="none" stroke="#808" stroke-width="5"/>
    </g>
    """
)
DASHES = svg(
    """
    <path d="M5 10 H115" stroke="#000" stroke-width="3" stroke-dasharray="9,4"/>
    <path d="M5 20 H115" stroke="#000" stroke-width="3" stroke-dasharray="9 4 2" stroke-dashoffset="5"/>
    <path d="M5 30 H115" stroke="#00f" stroke-width="4" stroke-dasharray="0.01 8" stroke-linecap="round"/>
    <rect x="10" y="40" width="40" height="30" rx="9" fill="none" stroke="#c00" stroke-width="3"
          stroke-dasharray="6 3"/>
    <path d="M70 70 q20 -50 40 0" fill="none" stroke="#070" stroke-width="3" stroke-dasharray="7 3"
          stroke-dashoffset="-2" transform="skewX(-5)"/>
    """
)
GRADIENTS = svg(
    """
    <defs>
      <linearGradient id="stops"><stop offset="10%" stop-color="#ff0"/><stop offset=".5" stop-color="#f0f"/>
        <stop offset=".75" stop-color="#0ff"/>
        <stop offset="1" style="stop-color:#000;stop-opacity:.3"/></linearGradient>
      <linearGradient id="user" xlink:href="#stops" gradientUnits="userSpaceOnUse" x1="10" y1="10" x2="50" y2="30"
        gradientTransform="rotate(15 30 20)"/>
      <linearGradient id="box" xlink:href="#stops" x1="0" y1="1" x2="1" y2="0"/>
      <radialGradient id="ball" cx=".5" cy=".5" r=".6" fx=".35" fy=".3">
        <stop offset="0" stop-color="white"/><stop offset="1" stop-color="navy"/></radialGradient>
      <radialGradient id="turned" xlink:href="#ball" gradientTransform="skewX(15) scale(1 .7)"/>
      <linearGradient id="reflected" xlink:href="#ball" x2=".3" y2=".1" spreadMethod="reflect"/>
    </defs>
    <rect x="5" y="5" width="50" height="30" fill="url(#user)"/>
    <rect x="65" y="5" width="50" height="30" fill="url(#box)"/>
    <ellipse cx="22" cy="58" rx="17" ry="18" fill="url(#ball)"/>
    <circle cx="62" cy="58" r="17" fill="url(#turned)" fill-opacity=".7"/>
    <path d="M85 42h30v32h-20z" fill="url(#reflected)"/>
    """
)
STROKED_GRADIENT = svg(
    """
    <linearGradient id="g" gradientUnits="userSpaceOnUse" x1="10" y1="0" x2="110" y2="0">
      <stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
    <path d="M15 60 Q60 -30 105 60" fill="none" stroke="url(#g)" stroke-width="9" stroke-linecap="round"/>
    """
)
CLIPS = svg(
    """
    <defs>
      <clipPath id="two"><circle cx="25" cy="25" r="18"/><rect x="25" y="25" width="25" height="10"/></clipPath>
      <clipPath id="ring"><path clip-rule="evenodd" d="M65 5h50v40h-50z M75 13h30v24h-30z"/></clipPath>
      <clipPath id="box" clipPathUnits="objectBoundingBox"><ellipse cx=".5" cy=".5" rx=".5" ry=".4"/></clipPath>
      <clipPath id="moved" transform="translate(70 45)"><use xlink:href="#leaf" x="5"/></clipPath>
      <path id="leaf" d="M0 0 q20 0 30 30 q-30 0 -30 -30"/>
    </defs>
    <rect width="60" height="45" fill="teal" clip-path="url(#two)"/>
    <rect x="60" width="60" height="45" fill="purple" clip-path="url(#ring)"/>
    <g clip-path="url(#box)"><rect x="10" y="50" width="45" height="25" fill="#37b"/>
      <path d="M10 50L55 75" stroke="#fff" stroke-width="4"/></g>
    <rect x="60" y="40" width="60" height="40" fill="green" clip-path="url(#moved)"/>
    """
)
USES = svg(
    """
    <defs><g id="pair"><rect width="12" height="12"/><circle cx="20" cy="6" r="6" fill="#c30"/></g>
      <symbol id="sign" viewBox="0 0 10 10"><path d="M0 0H10V10z"/>
        <circle cx="3" cy="7" r="3" fill="blue"/></symbol></defs>
    <use xlink:href="#pair" x="5" y="5"/>
    <use href="#pair" transform="translate(70 20) rotate(30) scale(1.5)" fill="#083"/>
    <use xlink:href="#sign" x="5" y="40" width="50" height="30"/>
    <svg x="65" y="45" width="50" height="30" viewBox="0 0 20 20" preserveAspectRatio="xMaxYMid slice">
      <circle cx="10" cy="10" r="9" fill="#777"/>
      <svg x="50%" width="25%" height="100%"><rect width="100%" height="50%"/></svg>
    </svg>
    """
)
OPACITIES = svg(
    """
    <g opacity=".5"><rect x="5" y="5" width="40" height="30" fill="red"/><rect x="25" y="15" width="40" height="30"
      fill="blue"/></g>
    <circle cx="90" cy="25" r="18" fill="#0a0" stroke="#000" stroke-width="6" opacity=".6"/>
    <circle cx="30" cy="60" r="15" fill="#0a0" stroke="#000" stroke-width="6" fill-opacity=".5" stroke-opacity=".4"/>
    <path d="M60 50h50v20h-50z M65 55h40v10h-40z" fill="rgba(10%,20%,90%,.7)" fill-rule="evenodd"/>
    <path d="M70 75a30 12 30 1 0 20 -20" fill="none" stroke="#f80" stroke-width="4" paint-order="stroke"/>
    """
)
STYLES = svg(
    """
    <style>/* as Illustrator writes it */ .st0{fill:none;stroke:#231F20;stroke-width:2;stroke-miterlimit:10;}
      .st1,.st2{fill:#ED1C24} .st2{fill:hsl(200,80%,40%)} #own{fill:rgb(10%,50%,90%)}</style>
    <switch><foreignObject requiredExtensions="x"/><g><polygon class="st1" points="10,35 30,5 50,35"/></g></switch>
    <polyline class="st0" points="60,35 80,5 100,35"/>
    <g id="own"><circle cx="25" cy="60" r="14"/><circle cx="45" cy="60" r="14" style="fill-opacity:.5"/></g>
    <rect class="st2" x="65" y="45" width="20" height="25" display="none"/>
    <rect class="st2" x="70" y="45" width="20" height="25" ry="5"/>
    <rect x="95" y="45" width="20" height="25" fill="currentColor" color="#c0f" visibility="visible"/>
    """
)
SHIFTED = svg(
    '<rect x="-10" y="-10" width="60" height="60" fill="#fd8"/><circle cx="20" cy="20" r="25" fill="#246"/>',
    'width="60mm" height="40mm" viewBox="-10 -10 60 60" preserveAspectRatio="xMinYMax meet"',
)

TEXT = svg(
    """
    <g font-family="DejaVu Sans">
      <text x="8" y="20" font-size="12">Tea &amp; <tspan font-weight="bold" fill="#c00">bold</tspan> leaves</text>
      <text x="60" y="40" font-size="10" text-anchor="middle" fill="none" stroke="#06c" stroke-width=".5">Middle
        text </text>
      <text x="110" y="55" text-anchor="end" font-size="8">at the end</text>
      <text transform="translate(20 75) rotate(-30)" font-size="7"><tspan x="0">one</tspan>
        <tspan x="0" dy="8">two</tspan>
      </text>
    </g>
    """
)

ALL = {
    "strokes": STROKES,
    "dashes": DASHES,
    "gradients": GRADIENTS,
    "stroked gradient": STROKED_GRADIENT,
    "clips": CLIPS,
    "uses": USES,
    "opacities": OPACITIES,
    "styles": STYLES,
    "shifted": SHIFTED,
    "text": TEXT,
}
