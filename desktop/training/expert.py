"""Choices for those who know what R1 is; whatever stays automatic is left to the engine."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import GAP, Fold, Section

MOST_SEED = (1 << 32) - 1
GROUP = 4  # pictures of a batch that the judge compares with each other


class Auto(NumberBox):
    """A number, or automatic: that stands one step below the least."""

    def __init__(self, low: float, high: float, decimals: int, suffix: str = "", step: float | None = None) -> None:
        super().__init__(low, high, decimals, suffix, step)
        self._low = low
        self.setRange(low - self.singleStep(), high)
        self.setSpecialValueText(self.tr("Automatic"))
        self.setValue(self.minimum())

    def choice(self) -> float | None:
        return None if self.value() < self._low else self.value()


class Expert(QWidget):
    """``chosen`` are the fields of :class:`core.training.plan.TrainingPlan` that are not left to the engine."""

    def __init__(self) -> None:
        super().__init__()
        auto = (self.tr("Automatic"), None)
        switch = [auto, (self.tr("On"), True), (self.tr("Off"), False)]
        self.fold = Fold(self.tr("Expert"), unfolded=False)
        self.preset = Choice(
            self.tr("Preset"),
            [
                (self.tr("Automatic"), "auto"),
                (self.tr("Product pictures, 256 px"), "product-256"),
                (self.tr("Classic DCGAN"), "classic-dcgan"),
            ],
        )
        self.device = Choice(
            self.tr("Device"), [(self.tr("The fastest"), ""), (self.tr("Processor"), "cpu"), ("NVIDIA GPU", "cuda")]
        )
        self.choices: dict[str, Choice] = {
            "loss": Choice(
                self.tr("Loss"),
                [
                    auto,
                    (self.tr("Non-saturating"), "non-saturating"),
                    (self.tr("Relativistic"), "relativistic"),
                    (self.tr("Hinge"), "hinge"),
                    (self.tr("Wasserstein"), "wasserstein"),
                    (self.tr("Minimax"), "minimax"),
                ],
            ),
            "optimizer": Choice(self.tr("Optimiser"), [auto, ("Adam", "adam"), ("RMSprop", "rmsprop"), ("SGD", "sgd")]),
            "augment": Choice(
                self.tr("Augmentation"),
                [
                    auto,
                    (self.tr("As needed (ADA)"), "ada"),
                    (self.tr("Fixed strength"), "fixed"),
                    (self.tr("None"), "none"),
                ],
            ),
            "mirror": Choice(self.tr("Mirror"), switch),
            "spectral_norm": Choice(self.tr("Spectral norm"), switch),
        }
        self.numbers: dict[str, Auto] = {
            "rate": Auto(0.00001, 1.0, 5, step=0.0005),
            "r1_gamma": Auto(0.0, 1000.0, 3, step=0.05),
            "gradient_clip": Auto(0.01, 1000.0, 2, step=1.0),
            "input_noise": Auto(0.0, 1.0, 2, step=0.05),
            "unrolled_steps": Auto(0, 32, 0),
            "frozen_blocks": Auto(0, 16, 0),
            "batch": Auto(4, 4096, 0, step=4),
            "seed": Auto(0, MOST_SEED, 0),
        }
        self._describe()
        self._lay_out()
        for box in self.numbers.values():
            box.setMinimumHeight(self.preset.sizeHint().height())  # in line with the lists between them
        self.preset.show_value("auto")
        self.device.show_value("")
        batch = self.numbers["batch"]
        batch.editingFinished.connect(lambda: batch.show_value(GROUP * max(round(batch.value() / GROUP), 0)))

    @property
    def sections(self) -> list[Section]:
        return [self._learning, self._steadying, self._machine]

    def chosen(self) -> dict[str, Any]:
        found: dict[str, Any] = {key: field.value() for key, field in self.choices.items()}
        for key, box in self.numbers.items():
            value = box.choice()
            found[key] = int(value) if value is not None and not box.decimals() else value
        return {key: value for key, value in found.items() if value is not None}

    def _describe(self) -> None:
        describe(self.preset, self.tr("Preset"), self.tr("A way of training known by name"))
        describe(self.device, self.tr("Device"), self.tr("What computes"))
        tips = {
            "rate": (self.tr("Learning rate"), self.tr("How far each step goes; too far and training comes apart")),
            "r1_gamma": (self.tr("R1 penalty (gamma)"), self.tr("Holds the judge back where it is too sure")),
            "gradient_clip": (self.tr("Gradient clipping"), self.tr("The longest step allowed; against explosions")),
            "input_noise": (self.tr("Noise"), self.tr("On what the judge sees, at first; against collapse")),
            "unrolled_steps": (
                self.tr("Unrolled steps"),
                self.tr("How far the painter looks ahead at the judge; against collapse, and slow"),
            ),
            "frozen_blocks": (
                self.tr("Frozen blocks (FreezeD)"),
                self.tr("Parts of the judge that do not learn; for few pictures and a model to begin from"),
            ),
            "batch": (self.tr("Batch"), self.tr("Pictures learned from at once; a multiple of 4")),
            "seed": (self.tr("Seed"), self.tr("The same seed trains the same model")),
        }
        for key, (name, tip) in tips.items():
            describe(self.numbers[key], name, tip)
        more = {
            "loss": self.tr("What judge and painter are told"),
            "optimizer": self.tr("How steps are made of slopes"),
            "augment": self.tr("Changes to what the judge sees, so that it cannot learn few pictures by heart"),
            "mirror": self.tr("Mirrored pictures count as well; not for writing and logos"),
            "spectral_norm": self.tr("Keeps the judge's slope in bounds; against explosions"),
        }
        for key, tip in more.items():
            describe(self.choices[key], self.choices[key].accessibleName(), tip)

    def _lay_out(self) -> None:
        self._learning, self._steadying, self._machine = Section(), Section(), Section()
        self._learning.add(self.tr("Preset"), self.preset)
        for key in ("loss", "optimizer"):
            self._learning.add(self.choices[key].accessibleName(), self.choices[key])
        for key in ("rate", "r1_gamma", "batch"):
            self._learning.add(self.numbers[key].accessibleName(), self.numbers[key])
        for key in ("augment", "mirror", "spectral_norm"):
            self._steadying.add(self.choices[key].accessibleName(), self.choices[key])
        for key in ("gradient_clip", "input_noise", "unrolled_steps", "frozen_blocks"):
            self._steadying.add(self.numbers[key].accessibleName(), self.numbers[key])
        self._machine.add(self.numbers["seed"].accessibleName(), self.numbers["seed"])
        self._machine.add(self.tr("Device"), self.device)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP * 2)
        for section in self.sections:
            column.addWidget(section)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.fold)
        whole.addWidget(body)
        body.hide()
        self.fold.toggled.connect(body.setVisible)
