"""Wall times, taken in turns.

What is compared is measured in rounds, one of each after the other, so that whatever else the
machine does in the meantime slows all of them alike.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Job = Callable[[], float]
"""Does a piece of work once and says how many seconds of it count."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of one piece of work.

    Attributes:
        seconds: one a run, never none.
        scale: what they were multiplied by; not 1 where a smaller piece of work was measured.
    """

    seconds: tuple[float, ...]
    scale: float = 1.0

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)

    def less(self, overhead: float) -> Timing:
        """Without ``overhead`` seconds of each run, which is at least nothing."""
        return Timing(tuple(max(one - overhead, 0.0) for one in self.seconds), self.scale)

    def scaled(self, by: float) -> Timing:
        """What ``by`` times as much work would take, were it to grow in proportion."""
        return Timing(tuple(one * by for one in self.seconds), self.scale * by)


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(jobs: Mapping[str, Job], runs: int) -> dict[str, Timing]:
    """The timing of each job over ``runs`` rounds, after one round that does not count."""
    for job in jobs.values():
        job()
    rounds = [{name: job() for name, job in jobs.items()} for _ in range(runs)]
    return {name: Timing(tuple(one[name] for one in rounds)) for name in jobs}
