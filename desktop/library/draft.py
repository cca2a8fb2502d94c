"""What a person has set on a template so far, which need not make a blank yet.

A size may be typed as the inside, the die or the outside of the pack: it is kept as it was typed, and stays when the
board or an allowance changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.dieline import boards, sizing
from core.dieline.boards import Board
from core.dieline.outline import Group
from core.dieline.sizing import Mode
from core.dieline.template import CALIPER, Limits, Template
from core.errors import DieloomError

SAME = 1e-6  # mm
CLOSE = 1e-5  # mm; what differs by less comes from rounding
DIGITS = 6  # of the inside that is worked out from another size
CLOTH = {Group.GARMENT}  # what the table of boards is not about
FILM = {Group.LABEL, Group.POUCH}  # what takes no board that is thicker than its own


@dataclass(frozen=True)
class Draft:
    """``sizes`` are measured as ``mode`` says, ``others`` are every other parameter that was set; mm and degrees.

    ``typed`` names the sizes that the person set. Beside the inside, sizes hold the others too: as the template has it.
    """

    template: Template
    sizes: dict[str, float] = field(default_factory=dict)
    others: dict[str, float] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    mode: Mode = "inside"
    board: Board | None = None

    @staticmethod
    def of(template: Template, parameters: Mapping[str, float], mode: Mode = "inside") -> Draft:
        """A draft of parameters as a document holds them, with the board that they are those of.

        What has no inside to speak of, a label or a pouch, is measured in one way only.
        """
        mode = mode if has_measures(template) else "inside"
        names = template.file.size
        sizes = {name: value for name, value in parameters.items() if name in names}
        others = {name: value for name, value in parameters.items() if name not in names}
        board = board_of(template, parameters)
        return Draft(template, sizes, others, frozenset(sizes), board=board).measured_as(mode)

    def parameters(self) -> dict[str, float]:
        """As the document holds them; raises DieloomError for a size that the style cannot have."""
        if self.mode == "inside" or not self.sizes:
            return {**self.sizes, **self.others}
        size = [self.sizes[name] for name in self.template.file.size]
        found = sizing.inside_of(self.template, size, self.mode, self.others, self.board)
        inside = {name: round(value, DIGITS) for name, value in found.items()}
        usual = self.template.limits(self.others)
        kept = {name for name, value in inside.items() if abs(value - usual[name].default) > CLOSE} | self.typed
        return {**{name: inside[name] for name in inside if name in kept}, **self.others}

    def measured_as(self, mode: Mode) -> Draft:
        """The same pack, its size told in another way; a size that cannot be is dropped."""
        if mode == self.mode:
            return self
        try:
            given = self.parameters()
        except DieloomError:
            given = dict(self.others)
        if mode == "inside":
            sizes = {name: value for name, value in given.items() if name in self.template.file.size}
            return replace(self, sizes=sizes, typed=frozenset(sizes), mode=mode)
        return replace(self, sizes=sizing.measured(self.template, given, mode, self.board), mode=mode)

    def with_value(self, name: str, value: float) -> Draft:
        """One parameter set; the caliper may make it another board."""
        if name in self.template.file.size:
            return replace(self, sizes={**self.sizes, name: value}, typed=self.typed | {name})
        return self._of_others({**self.others, name: value})

    def without(self, name: str) -> Draft:
        """One parameter left to the template again."""
        if name not in self.template.file.size:
            return self._of_others({key: value for key, value in self.others.items() if key != name})
        inside = self.measured_as("inside")
        sizes = {key: value for key, value in inside.sizes.items() if key != name}
        return replace(inside, sizes=sizes, typed=frozenset(sizes)).measured_as(self.mode)

    def on_board(self, board: Board) -> Draft:
        """On another board: its caliper and allowances replace those of the board before."""
        told = {name for each in (*_table(), board) for name in each.allowances}
        others = {name: value for name, value in self.others.items() if name not in told}
        return self._on({**others, **board.parameters_of(self.template)}, board)

    def shown(self) -> dict[str, float | None]:
        """What every parameter's field holds: None for those that the template chooses."""
        held = {**self.others, **{name: value for name, value in self.sizes.items() if name in self.typed}}
        return {each.name: held.get(each.name) for each in self.template.parameters}

    def limits(self) -> dict[str, Limits]:
        """Ranges as the fields show them: those of a size in the way it is measured, as far as the board adds to it."""
        try:
            given = self.parameters()
        except DieloomError:
            given = self.others
        found = self.template.limits(given)
        if self.mode == "inside":
            return found
        measured = sizing.measured(self.template, given, self.mode, self.board)
        for name, value in measured.items():
            more = value - given.get(name, found[name].default)
            limits = found[name]
            found[name] = Limits(limits.default + more, limits.min + more, limits.max + more)
        return found

    def _of_others(self, others: dict[str, float]) -> Draft:
        inside = {} if self.mode != "inside" else self.sizes
        return self._on(others, board_of(self.template, {**inside, **others}, self.board))

    def _on(self, others: dict[str, float], board: Board | None) -> Draft:
        """With other parameters: sizes of which one was typed stay, those of the template are measured anew."""
        if self.typed:
            return replace(self, others=others, board=board, typed=frozenset(self.sizes))
        return Draft(self.template, others=others, board=board).measured_as(self.mode)


def has_measures(template: Template) -> bool:
    """True when inside, die and outside of the pack differ."""
    return bool(template.file.walls or template.file.die or template.file.outside)


def board_of(template: Template, parameters: Mapping[str, float], rather: Board | None = None) -> Board | None:
    """The board that these parameters are those of, ``rather`` where several are; None for a caliper of no board."""
    try:
        limits = template.limits(parameters)
    except DieloomError:
        return None
    values = {name: parameters.get(name, each.default) for name, each in limits.items()}
    fitting = [board for board in suiting(template) if _is_on(board, template, values, parameters)]
    if rather in fitting:
        return rather
    return max(fitting, key=lambda board: len(board.allowances.keys() & parameters.keys()), default=None)


def suiting(template: Template) -> list[Board]:
    """The boards to choose from for a template: its own, then those of the table that are neither too thin nor too
    thick for it."""
    table = {(board.label.en, board.caliper): board for board in _table()}
    named = {
        (each.label.en, each.caliper): Board(
            name=each.label.en, label=each.label, caliper=each.caliper, grammage=each.grammage
        )
        for each in template.boards
    }
    removed = {(board.label.en, board.caliper) for board in boards.bundled()} - table.keys()
    own = [table.get(key, board) for key, board in named.items() if key not in removed]
    if template.file.group in CLOTH:
        return own
    caliper = template.limits({})[CALIPER]
    thickest = max((board.caliper for board in own), default=0.0) if template.file.group in FILM else caliper.max
    fitting = [board for board in table.values() if caliper.min <= board.caliper <= thickest]
    return [*own, *(board for board in fitting if board not in own)]


def _is_on(board: Board, template: Template, values: Mapping[str, float], given: Mapping[str, float]) -> bool:
    """True when the caliper is the board's, and no allowance was set to another value than the board's."""
    asked = board.parameters_of(template)
    return all(abs(values[name] - value) < SAME for name, value in asked.items() if name == CALIPER or name in given)


def _table() -> tuple[Board, ...]:
    """The person's boards; those of the program while theirs cannot be read, which the boards dialogue tells."""
    try:
        return boards.table()
    except DieloomError:
        return boards.bundled()
