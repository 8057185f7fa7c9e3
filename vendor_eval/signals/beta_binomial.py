"""How many of the items to come will be bad, when only counts tell how bad items are.

The sum over counts is exact; beyond `_LONGEST` of them a beta distribution of the same mean and
variance stands in, whose error is then far below what anybody reads.
"""

from __future__ import annotations

import numpy as np

from vendor_eval.signals.incomplete_beta import log_beta, share_up_to
from vendor_eval.signals.series import Floats

# Counts summed one by one at most, and how many sums are worked on side by side.
_LONGEST = 20_000
_CELLS = 65_536


def chance_of_more(most: Floats, items: Floats, a: Floats, b: Floats) -> Floats:
    """The chance that more than ``most`` of ``items`` are bad, (n,) each.

    The true rate is Beta(a, b), a and b at least 0.5. ``most`` and ``items`` are whole; -1 is
    always exceeded, ``items`` never; NaN anywhere gives NaN.
    """
    found = np.where(most < 0, 1.0, np.where(most >= items, 0.0, np.nan))
    found[np.isnan(most) | np.isnan(items) | np.isnan(a) | np.isnan(b)] = np.nan
    open_ = (most >= 0) & (most < items) & ~np.isnan(a) & ~np.isnan(b)
    many = np.flatnonzero(open_ & (most > _LONGEST))
    found[many] = _by_moments(most[many], items[many], a[many], b[many])
    few = np.flatnonzero(open_ & (most <= _LONGEST))
    # Of like lengths side by side, so that little is computed in vain.
    few = few[np.argsort(most[few], kind="stable")]
    while len(few):
        side_by_side = max(1, int(_CELLS / (most[few[-1]] + 1)))
        part, few = few[-side_by_side:], few[:-side_by_side]
        found[part] = 1 - _up_to(most[part], items[part], a[part], b[part])
    return np.clip(found, 0, 1)


def _up_to(most: Floats, items: Floats, a: Floats, b: Floats) -> Floats:
    """The chance of at most ``most``, each probability from the one before it."""
    count = np.arange(most.max() + 1)[None, :]
    n, a, b = items[:, None], a[:, None], b[:, None]
    before = count[:, :-1]
    # Columns beyond a row's own last are summed nowhere, and must not grow beyond all numbers.
    left = np.maximum(n - before, 1)
    factor = left * (a + before) / ((before + 1) * (b + left - 1))
    factor = np.where(before < most[:, None], factor, 1.0)
    logs = np.concatenate([log_beta(a, n + b) - log_beta(a, b), np.log(factor)], axis=1)
    each = np.exp(np.cumsum(logs, axis=1))
    total: Floats = np.where(count <= most[:, None], each, 0).sum(axis=1)
    return total


def _by_moments(most: Floats, items: Floats, a: Floats, b: Floats) -> Floats:
    """The beta distribution whose mean and variance are those of the share of bad items."""
    strength = a + b
    matched = strength * (items - 1) / (items + strength)
    scale = matched / strength
    return 1 - share_up_to((most + 0.5) / items, a * scale, b * scale)
