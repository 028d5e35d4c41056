"""Grey: what is told apart by colour is told apart by a photocopier too, on the screen's colours and on the press's inks."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from functools import cache

import pytest
import yaml
from PIL import Image, ImageCms

from briefgen.build.door import press_profile
from briefgen.charts.surface import Block, Dot, Label, Patch, Stroke
from briefgen.model.chart import ChartKind
from briefgen.model.tokens import ColourToken, Tokens
from charts_scene import EXAMPLES, ROOT, surface_of
from charts_scene import tokens as tokens_of_here

SEPARATE, SEPARATE_IN_PRINT = 7.5, 6.5  # steps of lightness (L*, 0 to 100) between two marks of one chart
READABLE = 4.5  # contrast of text with its ground, as WCAG has it
VALUES = frozenset({"deep", "brick", "ochre", "mist", "rule", "tint", "night"})
"""The colours that a filled mark can have to say something by; `quiet` is that of arrows and axes, `paper` of holes."""
GROUNDS = {
    "paper": ("ink", "quiet", "deep", "brick"), "tint": ("ink", "quiet", "deep", "brick"), "rule": ("ink",),
    "deep": ("paper", "pale", "sand"), "night": ("paper", "pale", "sand"), "brick": ("paper",),
}
"""What text stands on which ground in the style sheets and the charts."""


def starter() -> Tokens:
    text = (ROOT / "src" / "briefgen" / "starter" / "styles" / "tokens.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    return Tokens.model_validate({**data, "imprint": []})


LOOKS = {"here": tokens_of_here(), "starter": starter()}


def luminance(colour: ColourToken) -> float:
    parts = [int(colour.rgb[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    return sum(
        share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def on_screen(colour: ColourToken) -> float:
    """The lightness of a colour's RGB."""
    return 116 * luminance(colour) ** (1 / 3) - 16 if luminance(colour) > 0.008856 else 903.3 * luminance(colour)


@cache
def proof() -> ImageCms.ImageCmsTransform:
    press, lab = ImageCms.ImageCmsProfile(io.BytesIO(press_profile({}))), ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(press, lab, "CMYK", "LAB", renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)


def in_print(colour: ColourToken) -> float:
    """The lightness of a colour's inks on paper, by the profile of press files."""
    spot = Image.new("CMYK", (1, 1), tuple(round(float(ink) * 2.55) for ink in colour.cmyk))
    shown = ImageCms.applyTransform(spot, proof())
    assert shown is not None
    lightness = shown.getpixel((0, 0))
    assert isinstance(lightness, tuple)
    return lightness[0] / 2.55


def contrast(text: ColourToken, ground: ColourToken) -> float:
    dark, light = sorted((luminance(text), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def values_in(kind: str) -> tuple[str, ...]:
    """The colours of a chart's filled marks."""
    inks = surface_of(kind, **EXAMPLES[kind]).inks
    return tuple(sorted({ink.fill for ink in inks if isinstance(ink, Block | Dot | Patch) and ink.fill} & VALUES))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_two_colours_of_one_chart_differ_in_lightness(kind: str, look: str) -> None:
    colours = LOOKS[look].colour
    for one, other in itertools.combinations(values_in(kind), 2):
        assert abs(on_screen(colours[one]) - on_screen(colours[other])) >= SEPARATE, (kind, one, other)
        assert abs(in_print(colours[one]) - in_print(colours[other])) >= SEPARATE_IN_PRINT, (kind, one, other)


def test_the_colours_of_charts_are_those_that_are_compared() -> None:
    """A chart that fills its marks with a colour of another role must be thought about here."""
    found = {ink.fill for kind in EXAMPLES for ink in surface_of(kind, **EXAMPLES[kind]).inks if isinstance(ink, Block | Dot | Patch)}
    assert found - {None} <= VALUES | {"paper", "quiet"} and len(found & VALUES) > 4


@pytest.mark.parametrize("look", LOOKS)
def test_what_works_and_what_stands_in_the_way_are_of_two_greys(look: str) -> None:
    works, hinders = (LOOKS[look].in_grey().colour[name] for name in ("deep", "brick"))
    assert abs(on_screen(works) - on_screen(hinders)) >= SEPARATE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("ground", "text"), [(ground, text) for ground, texts in GROUNDS.items() for text in texts])
def test_text_is_readable_on_its_ground_in_colour_and_in_grey(ground: str, text: str, look: str) -> None:
    for tokens in (LOOKS[look], LOOKS[look].in_grey()):
        assert contrast(tokens.colour[text], tokens.colour[ground]) >= READABLE


def labels_on_marks() -> Iterator[tuple[str, str, str]]:
    """(kind, colour of a label, colour of the filled rectangle that it stands in)."""
    for kind in EXAMPLES:
        inks = surface_of(kind, **EXAMPLES[kind]).inks
        for label in (ink for ink in inks if isinstance(ink, Label)):
            under = [ink.fill for ink in inks if isinstance(ink, Block) and ink.fill and label.box.grown(-1).inside(ink.box)]
            if under:
                yield kind, label.style.colour, under[-1]


@pytest.mark.parametrize("look", LOOKS)
def test_labels_are_readable_on_the_marks_that_hold_them(look: str) -> None:
    found = set(labels_on_marks())
    assert {kind for kind, _, _ in found} >= {"share", "matrix"}
    grey = LOOKS[look].in_grey().colour
    assert [pair for pair in sorted(found) if contrast(grey[pair[1]], grey[pair[2]]) < READABLE] == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", sorted(tokens_of_here().colour))
def test_ink_is_as_light_as_light_is(name: str, look: str) -> None:
    """The declared inks of a colour print about as light as its RGB shines, so what is tested of one holds of the other."""
    colour = LOOKS[look].colour[name]
    assert abs(in_print(colour) - on_screen(colour)) <= 5


@pytest.mark.parametrize("look", LOOKS)
def test_text_is_black_ink_alone_and_no_colour_is_too_wet(look: str) -> None:
    colours = LOOKS[look].colour
    assert colours["ink"].cmyk == (0, 0, 0, 100) and colours["paper"].cmyk == (0, 0, 0, 0)
    assert max(sum(colour.cmyk) for colour in colours.values()) <= 300


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_lines_and_words_of_two_colours_differ_in_lightness_or_in_weight(kind: str, look: str) -> None:
    """Brick and quiet are about as light: what is emphasised by brick is heavier too, so that a copier keeps it."""
    colours, inks = LOOKS[look].colour, surface_of(kind, **EXAMPLES[kind]).inks
    lines: dict[str, float] = {}
    words: dict[str, set[int]] = {}
    for ink in inks:
        if isinstance(ink, Stroke):
            lines[ink.colour] = max(ink.weight, lines.get(ink.colour, 0))
        elif isinstance(ink, Label):
            words.setdefault(ink.style.colour, set()).add(ink.style.weight)
    for one, other in itertools.combinations(sorted(lines), 2):
        light, heavy = sorted((lines[one], lines[other]))
        assert abs(on_screen(colours[one]) - on_screen(colours[other])) >= SEPARATE or heavy >= 1.3 * light, (kind, one, other)
    for one, other in itertools.combinations(sorted(words), 2):
        apart = abs(on_screen(colours[one]) - on_screen(colours[other])) >= SEPARATE
        assert apart or not words[one] & words[other], (kind, one, other)


def test_every_kind_of_chart_is_looked_at() -> None:
    assert set(EXAMPLES) == set(ChartKind)


BOLD = re.compile(r"font(-weight)?: (600|token\(type\.(label|caption|h2|h3)\))")


def style_rules() -> Iterator[tuple[str, str]]:
    """(class that a rule is about, its declarations) in the style sheets of the components."""
    for sheet in ("components.css", "sheet.css"):
        text = re.sub(r"/\*.*?\*/", "", (ROOT / "src" / "briefgen" / "look" / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            for selector in selectors.split(","):
                if named := re.findall(r"\.([a-z][\w-]*)", selector):
                    yield named[-1], body


def coloured_words() -> dict[str, dict[str, set[bool]]]:
    """For each component the colours of its words, and whether they are bold."""
    bold = {name for name, body in style_rules() if BOLD.search(body)}
    found: dict[str, dict[str, set[bool]]] = {}
    for name, body in style_rules():
        if colour := re.search(r"(?<![-\w])color: token\(colour\.(\w+)\)", body):
            component = name.partition("-")[0].removesuffix("s")
            found.setdefault(component, {}).setdefault(colour[1], set()).add(name in bold and "font-weight: 400" not in body)
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_words_of_two_colours_in_one_component_differ_in_lightness_or_in_weight(look: str) -> None:
    colours, components = LOOKS[look].colour, coloured_words()
    assert components["decision"].keys() >= {"brick", "quiet"} and len(components) > 8
    for component, words in components.items():
        for one, other in itertools.combinations(sorted(words), 2):
            apart = abs(on_screen(colours[one]) - on_screen(colours[other])) >= SEPARATE
            assert apart or not words[one] & words[other], (component, one, other)
