"""The docks of the window, from the panels that they hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDockWidget, QWidget

from desktop.inks.panel import InksPanel
from desktop.models.use import UseModel
from desktop.panels.dieline import DielinePanel
from desktop.panels.latents import LatentsPanel
from desktop.panels.layers import LayersPanel
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.styles.panel import StylePanel
from desktop.workers.background import Background
from desktop.workers.preview import PreviewLane

translate = QCoreApplication.translate


def build_docks(
    session: Session,
    lane: PreviewLane,
    background: Background,
    developer: Developer,
    models: UseModel,
    folded: QWidget,
    plates: QWidget,
    preflight: QWidget,
    parent: QWidget,
) -> list[QDockWidget]:
    """The docks in the order in which they are tabbed: how artwork is grown and looked at, then what the pack is of."""
    return [
        _dock("artwork", translate("docks", "Artwork"), LatentsPanel(session, lane, models), parent),
        _dock("style", translate("docks", "Style reference"), StylePanel(session, lane, background, developer), parent),
        _dock("folded", translate("docks", "Folded"), folded, parent),
        _dock("plates", translate("docks", "Plates"), plates, parent),
        _dock("dieline", translate("docks", "Dieline"), DielinePanel(session), parent),
        _dock("layers", translate("docks", "Layers"), LayersPanel(session, background, developer), parent),
        _dock("inks", translate("docks", "Inks"), InksPanel(session), parent),
        _dock("preflight", translate("docks", "Preflight"), preflight, parent),
    ]


def _dock(name: str, title: str, panel: QWidget, parent: QWidget) -> QDockWidget:
    dock = QDockWidget(title, parent)
    dock.setObjectName(f"dock-{name}")  # under which the window's layout is saved
    dock.setWidget(panel)
    return dock
