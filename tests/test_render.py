"""Render: the engine gets only what it is handed, and whatever it complains of becomes a diagnostic."""

from __future__ import annotations

import logging

import pytest

from briefgen.build.door import close_to_the_system
from conftest import atlantis_door

close_to_the_system()

from briefgen.render import Rendered, lay_out, render  # noqa: E402  (the engine is imported after its fonts are settled)

FONTS = {
    f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts if "SansPro-Regular" in font.path.name
}
FACE = "@font-face{font-family:'Source Sans Pro';src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}body{font-family:'Source Sans Pro'}"
PAGE = "<!doctype html><html lang=en-CA><head><title>Tides</title></head><body>{}</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


def told(body: str, css: str = "", **resources: bytes) -> list[tuple[str, str]]:
    """Codes and messages of everything that is said while a page is set and written."""
    files = {**FONTS, **resources}
    html = PAGE.format(body)
    layout = lay_out("tides", html, FACE + css, files)
    written: Rendered = render("tides", html, layout, files)
    return [(d.code, d.message) for d in (*layout.diagnostics, *written.diagnostics)]


def test_a_page_in_order_says_nothing() -> None:
    assert told("<h1 id=a>Tides</h1><p>Words.</p><img src='briefgen:a.svg' alt=a>", **{"a.svg": SVG}) == []


@pytest.mark.parametrize(
    ("body", "css", "code", "word"),
    [
        ("<p>a</p>", "p{colour:red}", "R001", "colour"),
        ("<p>a</p>", "p{color:reddish}", "R001", "color"),
        ("<p>a</p>", "p::sideways{color:red}", "R001", "sideways"),
        ("<img src='briefgen:b.svg' alt=b>", "", "R002", "b.svg"),
        ("<p>a</p>", "p{background:url(briefgen:c.png)}", "R002", "c.png"),
        ("<p>a</p>", "@font-face{font-family:X;src:url(briefgen:d.ttf)}p{font-family:X}", "R002", "'X'"),
        ("<p><a href='#nowhere'>a</a></p>", "", "R002", "nowhere"),
        ("<p>the sea \u6d77</p>", "", "R003", "U+6D77"),
    ],
)
def test_a_complaint_of_the_engine_is_a_diagnostic(body: str, css: str, code: str, word: str) -> None:
    found = told(body, css)
    assert code in {c for c, _ in found} and any(word in message for _, message in found), found


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "ftp://example.org/a",
        "../../a.svg",
        "briefgen:../../etc/passwd",
        "briefgen:/etc/passwd",
        "//example.org/a.png",
    ],
)
def test_nothing_is_fetched_that_was_not_handed_over(url: str) -> None:
    """Neither the network nor a file of the machine: the page cannot be set from anything but the project."""
    assert {code for code, _ in told(f"<img src='{url}' alt=a>")} == {"R002"}


def test_a_picture_handed_over_cannot_fetch_either() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="http://127.0.0.1:9/a.png" width="9" height="9"/></svg>'
    assert {code for code, _ in told("<img src='briefgen:a.svg' alt=a>", **{"a.svg": svg})} == {"R002"}


def test_the_engine_s_log_is_left_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("weasyprint")
    before = (list(logger.handlers), logger.propagate, logger.level)
    assert told("<p>a</p>", "p{colour:red}")
    assert (list(logger.handlers), logger.propagate, logger.level) == before
    assert caplog.records == []


def test_pages_anchors_and_depths_are_measured() -> None:
    """Pages count from 1; depth is the part of the type area that is used."""
    css = "@page{size:200pt 200pt;margin:20pt}p{margin:0;line-height:80pt}h2{break-before:page;margin:0;line-height:16pt;font-size:9pt}"
    html = PAGE.format("<p id=a>a</p><h2 id=b>b</h2><p id=c>c</p>")
    layout = lay_out("tides", html, FACE + css, FONTS)
    assert layout.pages == 2 and (layout.anchors["a"], layout.anchors["b"], layout.anchors["c"]) == (1, 2, 2)
    assert layout.depths[0] == pytest.approx(80 / 160, abs=0.05) and layout.depths[1] == pytest.approx(96 / 160, abs=0.05)
    assert layout.tops["c"] - layout.tops["b"] == pytest.approx(16, abs=1)


def test_the_same_page_gives_the_same_bytes() -> None:
    html = PAGE.format("<h1 id=a>Tides</h1><p>Words.</p>")
    first, second = (render("tides", html, lay_out("tides", html, FACE, FONTS), FONTS).pdf for _ in range(2))
    assert first == second and first.startswith(b"%PDF")
