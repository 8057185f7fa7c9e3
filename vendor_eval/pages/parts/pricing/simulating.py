"""How far a simulation is, with a way to stop it, once it is clear that it takes a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

# Whoever waits less long than this many seconds in all sees no bar.
_PATIENCE = 1.0


@dataclass(slots=True)
class Bar:
    """Told how many paths are done, and shows it in ``place``.

    A click on Stop ends the run of the page from inside the next call, and with it the
    simulation: Streamlit runs the page anew wherever the page next asks it to draw something.

    Attributes:
        stop: called before the page runs anew.
    """

    place: DeltaGenerator
    stop: Callable[[], None]
    started: float = field(default_factory=time.monotonic)
    drawn: DeltaGenerator | None = None

    def __call__(self, done: int, of: int) -> None:
        """Show that ``done`` of ``of`` paths are simulated."""
        spent = time.monotonic() - self.started
        if done == of:
            self.place.empty()
            return
        if self.drawn is None and spent * of < _PATIENCE * done:
            return
        if self.drawn is None:
            with self.place.container(horizontal=True, vertical_alignment="center"):
                self.drawn = st.progress(0.0)
                st.button("Stop", key="simulating.stop", on_click=self.stop)
        self.drawn.progress(done / of, f"{done:,} of {of:,} paths")
