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

from briefgen.build.door import ink_table, press_profile
from briefgen.charts.surface import Block, Dot, Label, Patch, Stroke
from briefgen.model.chart import ChartKind, ColourRole
from briefgen.model.legibility import (
    COLOURS,
    DRAWN,
    GROUNDS,
    READABLE,
    SEPARATE,
    STYLES,
    TOGETHER,
    Medium,
    alike,
    faint,
    is_black_alone,
    needed,
    on_screen,
    pairs_together,
)
from briefgen.model.tokens import ColourToken, Tokens
from charts_scene import EXAMPLES, ROOT, surface_of
from charts_scene import tokens as tokens_of_here

VALUES = frozenset({"deep", "brick", "ochre", "mist", "rule", "tint", "night"})
"""The colours that a filled mark can have to say something by; `quiet` is that of arrows and axes, `paper` of holes."""
LOOK = ROOT / "src" / "briefgen" / "look"


def starter() -> Tokens:
    text = (ROOT / "src" / "briefgen" / "starter" / "styles" / "tokens.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    return Tokens.model_validate({**data, "imprint": []})


LOOKS = {"here": tokens_of_here(), "starter": starter()}


def in_print(tokens: Tokens) -> dict[str, float]:
    return {name: ink_table({}).lightness(colour.cmyk) for name, colour in tokens.colour.items()}


def lightness(tokens: Tokens, medium: Medium) -> dict[str, float]:
    return on_screen(tokens) if medium is Medium.SCREEN else in_print(tokens)


@cache
def proof() -> ImageCms.ImageCmsTransform:
    press, lab = ImageCms.ImageCmsProfile(io.BytesIO(press_profile({}))), ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(press, lab, "CMYK", "LAB", renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)


def proofed(colour: ColourToken) -> float:
    """The lightness of a colour's inks on paper, as a library for profiles has it."""
    spot = Image.new("CMYK", (1, 1), tuple(round(float(ink) * 2.55) for ink in colour.cmyk))
    shown = ImageCms.applyTransform(spot, proof())
    assert shown is not None
    lightness = shown.getpixel((0, 0))
    assert isinstance(lightness, tuple)
    return lightness[0] / 2.55


def values_in(kind: str) -> tuple[str, ...]:
    """The colours of a chart's filled marks."""
    inks = surface_of(kind, **EXAMPLES[kind]).inks
    return tuple(sorted({ink.fill for ink in inks if isinstance(ink, Block | Dot | Patch) and ink.fill} & VALUES))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("medium", Medium)
def test_colours_that_tell_things_apart_differ_in_lightness(medium: Medium, look: str) -> None:
    assert list(alike(lightness(LOOKS[look], medium), medium)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_copier_makes_of_the_colours_is_told_apart_and_read(look: str) -> None:
    grey = on_screen(LOOKS[look].in_grey())
    assert list(alike(grey, Medium.SCREEN)) == [] and list(faint(grey, Medium.SCREEN)) == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_colours_of_one_chart_are_those_that_are_compared(kind: str) -> None:
    compared = {frozenset(pair) for pair in pairs_together()}
    assert [pair for pair in itertools.combinations(values_in(kind), 2) if frozenset(pair) not in compared] == []


def test_whatever_colours_an_author_gives_to_marks_are_compared() -> None:
    assert any({role.value for role in ColourRole} <= set(group) for group in TOGETHER)


def test_every_colour_that_is_compared_meets_the_others_somewhere() -> None:
    """What no chart has cannot ask anything of a theme."""
    found = {ink.fill for kind in EXAMPLES for ink in surface_of(kind, **EXAMPLES[kind]).inks if isinstance(ink, Block | Dot | Patch)}
    assert found - {None} <= VALUES | {"paper", "quiet"} and found >= {name for group in TOGETHER for name in group}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("medium", Medium)
def test_text_and_marks_are_made_out_on_their_grounds(medium: Medium, look: str) -> None:
    assert list(faint(lightness(LOOKS[look], medium), medium)) == []


def sheets() -> Iterator[tuple[str, str]]:
    """(name, text without comments) of each style sheet and drawing of the look."""
    for path in sorted((*LOOK.glob("*.css"), *LOOK.glob("*.svg"))):
        yield path.name, re.sub(r"/\*.*?\*/|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


ORNAMENT = {"rule", "steel"}
"""Strokes between two names, and lines on the cover."""
BARS = {"ochre", "brick", "mist", "rule"}
"""Thin bars that nothing stands on in the sheets, and the steps of the specimen."""


def test_every_colour_of_words_in_the_sheets_is_held_to_its_grounds() -> None:
    texts = {name for names in GROUNDS.values() for name in names}
    used = {name for _, text in sheets() for name in re.findall(r"(?<![-\w])color: token\(colour\.(\w+)\)", text)}
    assert used - ORNAMENT <= texts and used >= texts


def test_every_ground_in_the_sheets_is_held_to_its_words() -> None:
    used = {name for _, text in sheets() for name in re.findall(r"background(?:-color)?: token\(colour\.(\w+)\)", text)}
    assert used - BARS <= GROUNDS.keys() and used >= {"tint", "deep", "night"}


def test_lines_and_marks_are_held_to_the_grounds_that_they_stand_on() -> None:
    assert {(name, ground) for name, ground, least in needed() if least < READABLE} == {
        (name, ground) for ground, names in DRAWN.items() for name in names
    }
    lines = {ink.colour for kind in EXAMPLES for ink in surface_of(kind, **EXAMPLES[kind]).inks if isinstance(ink, Stroke)}
    assert lines - {"quiet", "mist", "rule"} <= set(DRAWN["paper"])


def labels_on_marks() -> Iterator[tuple[str, str, str]]:
    """(kind, colour of a label, colour of the filled rectangle that it stands in)."""
    for kind in EXAMPLES:
        inks = surface_of(kind, **EXAMPLES[kind]).inks
        for label in (ink for ink in inks if isinstance(ink, Label)):
            under = [ink.fill for ink in inks if isinstance(ink, Block) and ink.fill and label.box.grown(-1).inside(ink.box)]
            yield kind, label.style.colour, under[-1] if under else "paper"


def test_labels_are_held_to_the_marks_that_hold_them() -> None:
    found = set(labels_on_marks())
    assert {kind for kind, _, ground in found if ground != "paper"} >= {"share", "matrix"}
    held = {(name, ground) for ground, names in GROUNDS.items() for name in names}
    alone = {(name, ground) for _, name, ground in found} - held
    assert alone <= {("paper", "paper")}


def test_the_check_knows_every_name_that_pages_and_charts_ask_for() -> None:
    asked = {found for _, text in sheets() for found in re.findall(r"token\((colour|type)\.(\w+)", text)}
    drawn = {ink.fill for kind in EXAMPLES for ink in surface_of(kind, **EXAMPLES[kind]).inks if isinstance(ink, Block | Dot | Patch)}
    assert {name for table, name in asked if table == "colour"} | drawn - {None} == set(COLOURS) == set(tokens_of_here().colour)
    assert {name for table, name in asked if table == "type"} | {"chart", "chart_small"} == set(STYLES) == set(tokens_of_here().type)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", sorted(tokens_of_here().colour))
def test_ink_is_as_light_as_light_is(name: str, look: str) -> None:
    """The declared inks of a colour print about as light as its RGB shines, so what is tested of one holds of the other."""
    colour = LOOKS[look].colour[name]
    assert abs(proofed(colour) - colour.lightness) <= 5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", sorted(tokens_of_here().colour))
def test_the_table_of_a_profile_is_read_as_a_library_reads_it(name: str, look: str) -> None:
    colour = LOOKS[look].colour[name]
    assert ink_table({}).lightness(colour.cmyk) == pytest.approx(proofed(colour), abs=0.5)


@pytest.mark.parametrize("look", LOOKS)
def test_text_is_black_ink_alone_and_no_colour_is_too_wet(look: str) -> None:
    colours = LOOKS[look].colour
    assert colours["ink"].cmyk == (0, 0, 0, 100) and colours["paper"].cmyk == (0, 0, 0, 0) and is_black_alone(colours["quiet"])
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
        assert abs(colours[one].lightness - colours[other].lightness) >= SEPARATE[Medium.SCREEN] or heavy >= 1.3 * light, (kind, one, other)
    for one, other in itertools.combinations(sorted(words), 2):
        apart = abs(colours[one].lightness - colours[other].lightness) >= SEPARATE[Medium.SCREEN]
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
            apart = abs(colours[one].lightness - colours[other].lightness) >= SEPARATE[Medium.SCREEN]
            assert apart or not words[one] & words[other], (component, one, other)
