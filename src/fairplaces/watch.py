"""How long a run may take, who is told how far it is, and who may stop it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fairplaces.errors import Cancelled

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Watch:
    """seconds: time limit or None; progress(stage, share done); cancelled() says whether to stop.

    The clock decides only when to stop early, never what is drawn from a finished lottery.
    """

    seconds: float | None = None
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    started: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def left(self) -> float | None:
        """Seconds left, never below 0; None without a limit."""
        return None if self.seconds is None else max(0.0, self.seconds - self.passed)

    @property
    def over(self) -> bool:
        """Whether the time limit has passed."""
        return self.seconds is not None and self.passed >= self.seconds

    def tell(self, stage: str, done: float) -> None:
        """Report progress and raise `Cancelled` where the caller wants to stop."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("The run was cancelled by its caller.")
        if self.progress is not None:
            self.progress(stage, min(1.0, done))
