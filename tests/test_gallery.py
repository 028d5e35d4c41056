"""Gallery: every chart at every width, in both languages, in colour and in grey, on one page that a browser can show."""

from __future__ import annotations

import colorsys
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.build.gallery import PDF, Shown, show
from briefgen.compose import Hanging, Wall, compose_gallery, share_on
from briefgen.diagnostics import UsageError
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.model.tokens import ColourToken
from conftest import TAGS, atlantis_door, checked_atlantis, copy_atlantis, silent
from test_docs import lightness

CHARTS = ("boards", "lamps")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """A gallery of two charts."""
    root = copy_atlantis(tmp_path_factory.mktemp("gallery") / "atlantis")
    return show(root, CHARTS, root / "gallery", 1, silent)


@pytest.mark.slow
def test_each_chart_hangs_at_each_width_in_each_language_and_in_both_inks(shown: Shown) -> None:
    found = {path.name for path in (shown.folder / "charts").iterdir()}
    names = {f"{chart}.{width}.{tag}" for chart in CHARTS for width in Width for tag in TAGS}
    assert found == {f"{name}{inks}.svg" for name in names for inks in ("", ".grey")}
    assert shown.charts == 2 and shown.pages >= 4 and (shown.folder / PDF).stat().st_size > 10_000
    assert sorted(path.name for path in shown.folder.iterdir()) == ["charts", PDF, "index.html", "manifest.json"]


def colours(path: Path) -> set[str]:
    return set(re.findall(r"#[0-9a-f]{6}", path.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_grey_has_no_colour_and_colour_has(shown: Shown) -> None:
    """Nothing is drawn beside the tokens: what is grey in them is grey on the page."""
    def is_grey(rgb: str) -> bool:
        return rgb[1:3] == rgb[3:5] == rgb[5:7]

    grey, coloured = ([p for p in (shown.folder / "charts").iterdir() if (".grey." in p.name) is wanted] for wanted in (True, False))
    assert all(colours(path) and all(map(is_grey, colours(path))) for path in grey)
    assert all(not all(map(is_grey, colours(path))) for path in coloured)


@pytest.mark.slow
def test_the_page_shows_every_picture_with_its_description(shown: Shown) -> None:
    pictures: list[dict[str, str | None]] = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "img":
                pictures.append(dict(attrs))

    Finder().feed((shown.folder / "index.html").read_text(encoding="utf-8"))
    assert len(pictures) == 2 * len(Width) * len(TAGS) * 2
    assert all((shown.folder / str(picture["src"])).is_file() for picture in pictures)
    assert all(re.search(r"2\.4|[35]", str(picture["alt"])) for picture in pictures)
    assert {str(picture["alt"]).split(".")[0] for picture in pictures} >= {"Dot plot", "Waterfall chart"}


def test_a_chart_taller_than_a_page_hangs_smaller_and_says_so() -> None:
    page = checked_atlantis().loaded.tokens.page
    room = page.trim.height - page.margins.top - page.margins.bottom
    tall, low = (Drawing("tall", b"", "", "Chain.", 100.0, float(height), (), (), ()) for height in (room * 2, room / 2))
    assert share_on(page, low) == 1
    assert Decimal("0.4") < share_on(page, tall) < Decimal("0.5")
    hung = Hanging(tall, "tall.svg", "margin", False, share_on(page, tall))
    assert float(re.findall(r"height:([0-9.]+)pt", hung.style)[0]) < room
    here = checked_atlantis()
    locales = tuple(here.locales[tag] for tag in TAGS)
    walls = tuple(Wall("tall", "chain", "Tall", tag, (hung, Hanging(low, "low.svg", "full", False))) for tag in TAGS)
    html = compose_gallery(walls, here.loaded.relationship, locales, atlantis_door().templates, "1", "", "")
    captions = re.findall("<figcaption>(.*?)</figcaption>", html)
    assert [caption.count("%") for caption in captions] == [1, 0, 1, 0]


def test_an_unknown_chart_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        show(copy_atlantis(tmp_path / "atlantis"), ("lamp",), tmp_path / "gallery", 1, silent)
    assert [d.code for d in raised.value.diagnostics] == ["E005"] and '"lamps"' in raised.value.diagnostics[0].hint
    assert not (tmp_path / "gallery").exists()


@pytest.mark.parametrize("name", sorted(checked_atlantis().loaded.tokens.colour))
def test_a_colour_in_grey_is_as_light_as_before_and_takes_black_ink_alone(name: str) -> None:
    colour = checked_atlantis().loaded.tokens.colour[name]
    grey = checked_atlantis().loaded.tokens.in_grey().colour[name]
    assert abs(lightness(grey.rgb) - lightness(colour.rgb)) < 0.4
    assert colorsys.rgb_to_hsv(*(int(grey.rgb[at:at + 2], 16) for at in (1, 3, 5)))[1] == 0
    assert grey.cmyk[:3] == (0, 0, 0) and 0 <= grey.cmyk[3] <= 100


def test_white_takes_no_ink_and_black_takes_all() -> None:
    none = (Decimal(0),) * 4
    assert ColourToken(rgb="#ffffff", cmyk=none).in_grey() == ColourToken(rgb="#ffffff", cmyk=none)
    assert ColourToken(rgb="#000000", cmyk=none).in_grey().cmyk[3] == 100


def test_type_and_page_stay_as_they_are_in_grey() -> None:
    tokens = checked_atlantis().loaded.tokens
    assert (tokens.in_grey().page, tokens.in_grey().type) == (tokens.page, tokens.type)
