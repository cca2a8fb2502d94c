"""A plan with the states of its last picture: it runs again only the stages that a change reaches."""

from __future__ import annotations

from torch import Tensor

from core.gan.fast.plan import Plan, State, tensors
from core.gan.setting import PLAIN, Setting
from core.jobs import Progress


class Lane:
    """Call ``begin`` with what is wanted, then ``draw``."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.total_macs = sum(stage.macs for stage in plan.stages)
        self._states: list[State] = [None] * len(plan.stages)
        self._holding = 0  # so many stages hold for _ws; the states after them only lend their memory
        self._ws: Tensor | None = None
        self._setting = PLAIN

    def begin(self, ws: Tensor, setting: Setting) -> None:
        """What to draw: ws [w_layers, w_dim]. States that no longer hold are kept for their memory alone."""
        if self._ws is None or setting != self._setting or ws.shape != self._ws.shape:
            self._holding = 0
        else:
            changed = (self._ws != ws).any(1).tolist()
            for index, stage in enumerate(self.plan.stages[: self._holding]):
                if any(changed[stage.first_w : stage.last_w + 1]):
                    self._holding = index
                    break
        if setting.cells != self._setting.cells:
            self._states = [None] * len(self._states)
        self._ws, self._setting = ws.clone(), setting

    def macs_left(self, last: int) -> int:
        """Multiplications from the kept states to stage ``last``, for one cell."""
        return sum(stage.macs for stage in self.plan.stages[self._first(last) : last + 1])

    def draw(self, last: int, progress: Progress, budget: int) -> Tensor:
        """The picture of stage ``last``; raises Cancelled. At most ``budget`` bytes of states are kept."""
        assert self._ws is not None
        stages, first = self.plan.stages, self._first(last)
        ahead, done = max(self.macs_left(last), 1), 0
        state = self._states[first - 1] if first else None
        for index in range(first, last + 1):
            progress.report(done / ahead)
            spare, self._states[index] = self._states[index], None
            state = self.plan.run(index, state, self._ws, self._setting, spare=spare, check=progress.check)
            self._states[index] = state
            self._holding = index + 1
            self._trim(budget)
            done += stages[index].macs
        return self.plan.show(last, state, self._setting)

    @property
    def bytes_kept(self) -> int:
        return sum(self._sizes().values())

    def _first(self, last: int) -> int:
        """The first stage to run for stage ``last``."""
        first = min(self._holding, last + 1)
        while first and self._states[first - 1] is None:
            first -= 1
        return first

    def _sizes(self) -> dict[int, int]:
        """Bytes of each piece of memory by its address; several states may share one."""
        storages = [each.untyped_storage() for state in self._states for each in tensors(state)]
        return {storage.data_ptr(): storage.nbytes() for storage in storages}

    def _trim(self, budget: int) -> None:
        """Drop states until they fit, those with the largest map first."""
        while sum((sizes := self._sizes()).values()) > budget:
            largest = max(sizes, key=lambda each: sizes[each])
            for index, state in enumerate(self._states):
                if any(each.untyped_storage().data_ptr() == largest for each in tensors(state)):
                    self._states[index] = None
