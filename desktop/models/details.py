"""What is known of a model, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from core.gan.config import AliasFreeConfig, Config
from desktop.models.facts import ModelFacts, bundled, path_of
from desktop.panels.sections import muted

translate = QCoreApplication.translate


class Details(QWidget):
    """A form of facts; the card of the model, its licence above all, is part of it."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(5)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)

    def show_facts(self, model: str, facts: ModelFacts | None) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        if facts is None:
            return
        for label, text in rows_of(model, facts):
            words, value = QLabel(label), QLabel(text)
            muted(words).setWordWrap(False)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)  # what a file says is shown, never interpreted
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{label}: {text}")
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._form.addRow(words, value)

    def text(self) -> str:
        """All that is shown."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))


def rows_of(model: str, facts: ModelFacts) -> list[tuple[str, str]]:
    """Label and text of each fact."""
    config, card = facts.config, dict(facts.card)
    card.pop("source", "")  # said with the file
    licence = next((card.pop(key) for key in ("licence", "license") if key in card), "")
    own = [
        (translate("details", "Architecture"), architecture(config)),
        (translate("details", "Picture"), _picture(config)),
        (translate("details", "Latent"), _latent(config)),
        (translate("details", "Classes"), _classes(config.labels)),
        (translate("details", "Parameters"), _count(facts.parameters)),
        (translate("details", "File"), _file(facts)),
        (translate("details", "Licence"), _sentence(licence) or _no_licence()),
    ]
    place = translate("details", "Part of this installation") if model in bundled() else str(path_of(model).parent)
    written = ((key.capitalize(), text) for key, text in card.items() if text)
    notes = ((translate("details", "Note"), warning) for warning in facts.warnings)
    return [*own, *written, *notes, (translate("details", "Lies in"), place)]


def _no_licence() -> str:
    return translate("details", "The file does not say. Ask where it came from before you print with it.")


def architecture(config: Config) -> str:
    """StyleGAN2, StyleGAN3-T or StyleGAN3-R, and what matters of it to a printer: whether its tiles join."""
    if isinstance(config, AliasFreeConfig):
        return "StyleGAN3-R" if config.use_radial_filters else "StyleGAN3-T"
    if config.padding == ("torus", "torus"):
        return translate("details", "StyleGAN2, seamless")
    return "StyleGAN2"


def _picture(config: Config) -> str:
    channels = {1: translate("details", "grey"), 3: translate("details", "colour")}
    kind = channels.get(config.image_channels, translate("details", "{0} channels").format(config.image_channels))
    return translate("details", "{0} × {0} px, {1}").format(config.resolution, kind)


def _latent(config: Config) -> str:
    text = translate("details", "z {0}, w {1}, {2} layers")
    return text.format(config.z_dim, config.w_dim, config.w_layers)


def _classes(labels: tuple[str, ...]) -> str:
    if not labels:
        return translate("details", "None")
    if labels == tuple(str(number) for number in range(len(labels))):
        return str(len(labels))  # numbers only: the file did not name them
    return f"{len(labels)}: {', '.join(labels)}"


def _count(parameters: int) -> str:
    if parameters < 1_000_000:
        return QLocale().toString(parameters)
    return translate("details", "{0} million").format(QLocale().toString(parameters / 1e6, "f", 1))


def _file(facts: ModelFacts) -> str:
    return ", ".join(filter(None, (QLocale().formattedDataSize(facts.size), facts.source, facts.number)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
