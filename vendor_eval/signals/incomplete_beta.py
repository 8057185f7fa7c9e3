"""The share of a beta distribution that lies up to a point, for many at once, on NumPy alone.

The continued fraction converges fast on the side of the mean where the share is small; on the
other side it is taken of the mirrored distribution. Everything in front of the fraction is put
together from differences that do not cancel, so that large counts cost no digits.

Source: Lentz's method for the continued fraction, DLMF 8.17.22; Stirling's series, DLMF 5.11.1.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_CLOSE = 1e-14
# Of a chunk everything stays near the processor.
_CHUNK = 4_096
# The fraction needs about the square root of the counts; a billion items are far beyond need.
_MOST_TERMS = 100_000
_CLOSE_POINT = 1e-13
_MOST_STEPS = 100
_LARGE_LOG = 700.0
_WORTH_LEAVING = 0.7
_STIRLING_FROM = 8
# Bernoulli numbers over 2k (2k - 1), of the rising powers of 1 / z.
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
_HALF_LOG_TAU = 0.5 * float(np.log(2 * np.pi))


def share_up_to(point: Floats, a: Floats, b: Floats) -> Floats:
    """I_point(a, b), the share of Beta(a, b) up to ``point``; the arguments broadcast.

    ``a`` and ``b`` are positive; below 0 nothing and above 1 everything is reached; NaN anywhere
    gives NaN.
    """
    point, a, b = (one.copy() for one in np.broadcast_arrays(point, a, b))
    shape = point.shape
    point, a, b = point.ravel(), a.ravel(), b.ravel()
    found = np.where(point <= 0, 0.0, np.where(point >= 1, 1.0, np.nan))
    found[np.isnan(a) | np.isnan(b)] = np.nan
    at = np.flatnonzero((point > 0) & (point < 1) & ~np.isnan(a) & ~np.isnan(b))
    point, a, b = point[at], a[at], b[at]
    mirrored = point > (a + 1) / (a + b + 2)
    x = np.where(mirrored, 1 - point, point)
    front, back = np.where(mirrored, b, a), np.where(mirrored, a, b)
    small = np.empty_like(x)
    for start in range(0, len(x), _CHUNK):
        part = slice(start, start + _CHUNK)
        small[part] = _small_share(x[part], front[part], back[part])
    found[at] = np.clip(np.where(mirrored, 1 - small, small), 0, 1)
    return found.reshape(shape)


def point_of(share: Floats, a: Floats, b: Floats) -> Floats:
    """The point up to which ``share`` (above 0, below 1) of Beta(a, b) lies, (n,) each.

    Newton's steps where they stay between the bounds known so far, halving where they do not.
    """
    found = a / (a + b)
    low, high = np.zeros_like(found), np.ones_like(found)
    at = np.arange(len(found))
    for _ in range(_MOST_STEPS):
        point, a_here, b_here = found[at], a[at], b[at]
        excess = share_up_to(point, a_here, b_here) - share[at]
        low[at] = np.where(excess < 0, point, low[at])
        high[at] = np.where(excess < 0, high[at], point)
        log_density = _log_density_factor(point, a_here, b_here) - np.log(point * (1 - point))
        step = point - excess * np.exp(np.minimum(-log_density, _LARGE_LOG))
        inside = (step > low[at]) & (step < high[at])
        found[at] = np.where(inside, step, (low[at] + high[at]) / 2)
        at = at[np.abs(found[at] - point) > _CLOSE_POINT * point]
        if not len(at):
            break
    return found


def log_beta(a: Floats, b: Floats) -> Floats:
    """The logarithm of the beta function of positive ``a`` and ``b``, each at least 0.5."""
    total, less, more = a + b, np.minimum(a, b), np.maximum(a, b)
    powers = (less - 0.5) * np.log(less / total) + (more - 0.5) * np.log1p(-less / total)
    rest = _remainder(a) + _remainder(b) - _remainder(total)
    found: Floats = _HALF_LOG_TAU + powers - 0.5 * np.log(total) + rest
    return found


def _log_density_factor(x: Floats, a: Floats, b: Floats) -> Floats:
    """The logarithm of x^a (1 - x)^b / B(a, b)."""
    total = a + b
    # How far x lies from the mean, so that large a and b multiply small logarithms only.
    off = x * total - a
    powers = a * np.log1p(off / a) + b * np.log1p(-off / b)
    rest = _remainder(total) - _remainder(a) - _remainder(b)
    found: Floats = powers + 0.5 * np.log(a * (b / total)) - _HALF_LOG_TAU + rest
    return found


def _remainder(z: Floats) -> Floats:
    """What Stirling's formula leaves of the logarithm of the gamma function, z at least 0.5."""
    lifted = np.array(z, dtype=np.float64)
    found = np.zeros_like(lifted)
    for _ in range(_STIRLING_FROM):
        low = lifted < _STIRLING_FROM
        if not low.any():
            break
        step = lifted[low]
        found[low] += (step + 0.5) * np.log1p(1 / step) - 1
        lifted[low] = step + 1
    inverse = 1 / lifted
    square = inverse * inverse
    series = np.zeros_like(lifted)
    for term in reversed(_STIRLING):
        series = series * square + term
    rest: Floats = found + series * inverse
    return rest


def _small_share(x: Floats, a: Floats, b: Floats) -> Floats:
    """I_x(a, b) where x lies below the mean or a little above it."""
    small: Floats = np.exp(_log_density_factor(x, a, b)) * _fraction(x, a, b) / a
    return small


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """The continued fraction, with (n,) arguments; what has converged is left alone."""
    found = np.empty_like(x)
    at = np.arange(len(x))
    c = np.ones_like(x)
    # With x no greater than (a + 1) / (a + b + 2) every denominator is above 0.
    d = 1 / (1 - (a + b) * x / (a + 1))
    h = d.copy()
    for m in range(1, _MOST_TERMS):
        top = a + 2 * m
        for term in (m * (b - m) / (top - 1), -(a + m) * (a + b + m) / (top + 1)):
            weight = term * x / top
            d = 1 / (1 + weight * d)
            c = 1 + weight / c
            step = d * c
            h *= step
        going = np.abs(step - 1) > _CLOSE
        left = np.count_nonzero(going)
        # Taking out what is done costs as much as another term; it pays when much of it is.
        if left <= _WORTH_LEAVING * len(at):
            found[at] = h
            if not left:
                return found
            at = at[going]
            x, a, b, c, d, h = (one[going] for one in (x, a, b, c, d, h))
    found[at] = h
    return found
