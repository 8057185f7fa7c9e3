"""Browsers and systems are named as people know them, whatever they claim to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.access.devices import device

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
ANDROID = f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT}"
IOS = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {IOS}"


@pytest.mark.parametrize(
    ("user_agent", "named"),
    [
        (WINDOWS, "Chrome on Windows"),
        (f"{WINDOWS} Edg/142.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} OPR/120.0.0.0", "Opera on Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on Linux",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {IOS} Version/26.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        (f"{IPHONE} Version/26.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{IPHONE} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{IPHONE} FxiOS/145.0 Mobile/15E148 Safari/605.1.15", "Firefox on iPhone"),
        (f"{IPHONE} EdgiOS/142.0 Mobile/15E148 Safari/604.1", "Edge on iPhone"),
        (
            f"{ANDROID} Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            f"{ANDROID} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/142.0.0.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        ("", "Another browser on another system"),
        ("curl/8.5.0", "Another browser on another system"),
    ],
)
def test_a_device_is_named_in_plain_words(user_agent: str, named: str) -> None:
    assert device(user_agent) == named


@given(st.text())
def test_nothing_that_somebody_wrote_is_repeated(user_agent: str) -> None:
    assert set(device(user_agent).split()) <= {
        *("Another", "browser", "on", "another", "system", "Edge", "Opera", "Samsung", "Internet"),
        *("Firefox", "Chrome", "Safari", "Windows", "iPhone", "iPad", "Android", "ChromeOS"),
        *("Mac", "Linux"),
    }
