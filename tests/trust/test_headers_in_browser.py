"""What a browser lets a page of the app do, and other pages do with it."""

from __future__ import annotations

from playwright.sync_api import Browser

from scripts.browser import DESK, settled, visitor

# What a text of somebody else's could try once it was taken for part of the page.
TRIES = """async () => {
    const refused = [];
    document.addEventListener(
        'securitypolicyviolation', one => refused.push(one.effectiveDirective));
    // Only what runs after this call of the browser's has ended is held to the policy.
    await new Promise(done => setTimeout(done, 50));
    const found = {};
    try { found.evaluated = new Function('return 1')(); } catch (error) { found.evaluated = 0; }
    const inline = document.createElement('script');
    inline.textContent = 'window.ranInline = 1';
    const stranger = document.createElement('script');
    stranger.src = 'http://127.0.0.1:9/script.js';
    document.body.append(inline, stranger);
    const frame = document.createElement('iframe');
    frame.src = 'http://127.0.0.1:9/';
    document.body.append(frame);
    const picture = new Image();
    picture.src = 'http://127.0.0.1:9/picture.png';
    const form = document.createElement('form');
    form.action = 'http://127.0.0.1:9/form';
    document.body.append(form);
    form.submit();
    await fetch('http://127.0.0.1:9/secret', {mode: 'no-cors'}).catch(() => 0);
    try { new WebSocket('ws://127.0.0.1:9/'); } catch (error) { }
    for (let round = 0; round < 200 && new Set(refused).size < 6; round++)
        await new Promise(done => setTimeout(done, 50));
    found.inline = window.ranInline || 0;
    found.refused = [...new Set(refused)].sort();
    return found;
}"""


def test_a_page_cannot_run_or_load_what_is_not_the_apps(browser: Browser, local: str) -> None:
    with visitor(browser, local, DESK) as context:
        window = context.new_page()
        window.goto(f"{local}/practice")
        settled(window)

        found = window.evaluate(TRIES)

    assert found["evaluated"] == found["inline"] == 0
    assert found["refused"] == [
        "connect-src",
        "form-action",
        "frame-src",
        "img-src",
        "script-src",
        "script-src-elem",
    ]


def test_no_page_elsewhere_can_show_the_app_in_a_frame(browser: Browser, local: str) -> None:
    with visitor(browser, local, DESK) as context:
        window = context.new_page()
        window.goto("about:blank")
        window.set_content(f"<iframe src='{local}/'></iframe>")
        # A frame that is refused tells of nothing that could be waited for.
        for _ in range(60):
            if window.frames[-1].url.startswith("chrome-error:"):
                break
            window.wait_for_timeout(250)

        assert window.frames[-1].url.startswith("chrome-error:")
