"""Theme: the tokens that a project gives are read, printed and copied before a page is set."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest
import yaml

from briefgen.build import Order, build
from briefgen.build.check import check_project
from briefgen.build.door import font_files, ink_table, press_profile, weights_of
from briefgen.diagnostics import Diagnostic, Places
from briefgen.load.theme import check_theme
from briefgen.model.edition import Medium as Printing
from briefgen.model.legibility import COLOURS, GROUNDS, Medium, needed, on_screen, pairs_together
from briefgen.model.profile import NotAProfile
from briefgen.model.proofing import InkTable, read_ink_table
from briefgen.model.tokens import ColourToken, Tokens
from briefgen.proof.reading import read_passages
from conftest import OUTLINES, ROOT, TAGS, atlantis_door, checked_atlantis, copy_atlantis, door_with, replaced_once, silent

TOKENS = "styles/tokens.yaml"
FACES = weights_of(font_files())


def told(tokens: Tokens, press: InkTable | None = None) -> tuple[Diagnostic, ...]:
    return tuple(check_theme(tokens, Places(), press or ink_table({}), FACES))


def recoloured(name: str, **changes: object) -> Tokens:
    tokens = checked_atlantis().loaded.tokens
    return tokens.model_copy(update={"colour": {**tokens.colour, name: tokens.colour[name].model_copy(update=changes)}})


def like(other: str) -> dict[str, object]:
    """The values of a colour, for another one to take."""
    colour = checked_atlantis().loaded.tokens.colour[other]
    return {"rgb": colour.rgb, "cmyk": colour.cmyk}


@pytest.mark.parametrize(("name", "ground"), [(name, ground) for name, ground, _ in needed()])
def test_a_colour_that_is_its_ground_cannot_be_read(name: str, ground: str) -> None:
    found = [one for one in told(recoloured(name, **like(ground))) if one.code == "D063"]
    pairs = [f'between "{one}" and "{other}", found 1.0' for one, other in ((name, ground), (ground, name))]
    assert sum(any(pair in one.message for pair in pairs) for one in found) == 1


@pytest.mark.parametrize("pair", pairs_together(), ids="-".join)
def test_two_colours_of_one_lightness_are_told_once(pair: tuple[str, str]) -> None:
    found = [one for one in told(recoloured(pair[0], **like(pair[1]))) if one.code == "D064" and "found 0.0" in one.message]
    assert len(found) == 1 and all(f'"{name}"' in found[0].message for name in pair)


def grey(level: int) -> str:
    return f"#{level:02x}{level:02x}{level:02x}"


def test_the_limit_of_a_hint_is_where_the_message_ends() -> None:
    """Text on tint may be as light as the hint says, and not a step lighter."""
    tint = checked_atlantis().loaded.tokens.colour["tint"]
    levels = [level for level in range(256) if tint.contrast(ColourToken(rgb=grey(level), cmyk=tint.cmyk)) >= 4.5 and level < 128]
    enough, little = (told(recoloured("quiet", rgb=grey(level))) for level in (max(levels), max(levels) + 1))
    (message,) = (one for one in little if "tint" in one.message)
    assert not enough and message.hint
    said = int(message.hint.partition("(L*) of ")[2].split()[0])
    assert said <= ColourToken(rgb=grey(max(levels) + 1), cmyk=tint.cmyk).lightness <= said + 1.5


def test_inks_are_judged_even_where_the_screen_is_fine() -> None:
    pale = (Decimal(5), Decimal(20), Decimal(20), Decimal(0))
    found = told(recoloured("brick", cmyk=pale))
    assert found and all(" in print" in one.message for one in found)
    assert any('between "brick" and "paper" in print' in one.message for one in found)


@pytest.mark.parametrize("name", ["ink", "quiet"])
@pytest.mark.parametrize("ink", range(3))
def test_text_in_several_inks_is_told(name: str, ink: int) -> None:
    cmyk = [*checked_atlantis().loaded.tokens.colour[name].cmyk]
    cmyk[ink] = Decimal(1)
    assert [one.code for one in told(recoloured(name, cmyk=tuple(cmyk)))] == ["D065"]


def test_the_tokens_of_the_tests_are_whole() -> None:
    assert told(checked_atlantis().loaded.tokens) == ()


@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_that_is_missing_is_told_before_a_page_asks_for_it(name: str) -> None:
    tokens = checked_atlantis().loaded.tokens
    left = tokens.model_copy(update={"colour": {key: one for key, one in tokens.colour.items() if key != name}})
    assert [(one.code, name in one.message) for one in told(left)] == [("D011", True)]


def in_file(find: str, replace: str) -> tuple[Diagnostic, ...]:
    text = atlantis_door().files[TOKENS].decode()
    return check_project(door_with({TOKENS: replaced_once(text, find, replace).encode()}))[1]


def test_a_name_that_is_nearly_that_of_a_style_is_told_with_it() -> None:
    (found,) = in_file("  standfirst: {family", "  standfrist: {family")
    assert (found.code, found.location.file) == ("D011", TOKENS) and found.hint and "standfrist" in found.hint


def test_a_family_that_nobody_has_is_told_at_its_place() -> None:
    (found,) = in_file("h2: {family: Source Serif Pro", "h2: {family: Garamond")
    assert (found.code, found.location.line, found.location.column) == ("D012", 22, 16)
    assert "Source Sans Pro, Source Serif Pro" in found.message


def test_a_weight_that_a_family_lacks_is_told() -> None:
    (found,) = in_file('leading: "33.75", weight: "300"', 'leading: "33.75", weight: "350"')
    assert (found.code, found.message) == ("D012", "expected one of 300, 400, 600, found 350")


def test_a_theme_is_checked_in_less_than_twenty_milliseconds() -> None:
    """The fastest of a few runs, the profile read anew: a check must stay fast."""
    tokens, times = checked_atlantis().loaded.tokens, []
    for _ in range(5):
        start = perf_counter()
        told(tokens, ink_table({}))
        times.append(perf_counter() - start)
    assert min(times) < 0.02


def lut8(level: Callable[[float], int]) -> bytes:
    """A profile whose table of one byte a number says that a mixture is as light as `level` of its black makes it."""
    curve = bytes(range(256))
    grid = b"".join(bytes((level(black), 128, 128)) for _ in range(8) for black in (0.0, 1.0))
    body = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + bytes(36) + curve * 4 + grid + curve * 3
    return bytes(128) + struct.pack(">I4sII", 1, b"A2B1", 144, len(body)) + body


def test_a_table_of_one_byte_is_read_too_and_between_its_points() -> None:
    table = read_ink_table(lut8(lambda black: 255 - round(black * 204)))
    none = (Decimal(0), Decimal(0), Decimal(0))
    assert [round(table.lightness((*none, Decimal(black))), 1) for black in (0, 50, 100, 900)] == [100.0, 60.0, 20.0, 20.0]


@pytest.mark.parametrize("size", [0, 100, 131, 140, 150, 200, 1200])
def test_a_table_that_is_cut_off_is_none(size: int) -> None:
    with pytest.raises(NotAProfile):
        read_ink_table(lut8(lambda _: 0)[:size])


def test_a_profile_whose_table_cannot_be_read_leaves_the_judgement_to_the_package() -> None:
    own = b"mAB ".join(press_profile({}).split(b"mft2"))
    assert ink_table({"styles/press.icc": own}) == ink_table({})


def test_a_profile_of_the_project_changes_what_prints_too_pale() -> None:
    pale = read_ink_table(lut8(lambda black: 255 - round(black * 60)))
    found = told(checked_atlantis().loaded.tokens, pale)
    assert {one.code for one in found} >= {"D063"} and all("in print" in one.message for one in found)


def test_what_is_told_of_a_screen_is_that_of_the_tokens() -> None:
    tokens = checked_atlantis().loaded.tokens
    assert on_screen(tokens)["paper"] == pytest.approx(100) and set(GROUNDS) <= tokens.colour.keys()
    assert list(Medium) == ["screen", "print"]


ORGANISATION = """
name: {en-CA: The Moon Office, es-MX: Oficina de la Luna}
publisher: {en-CA: "Tide Press, Surf", es-MX: "Prensa de las Mareas, Oleaje"}
contact: {en-CA: "Pier 2, Surf", es-MX: "Muelle segundo, Oleaje"}
"""


def with_organisation(text: str) -> dict[str, bytes | None]:
    return {TOKENS: atlantis_door().files[TOKENS] + text.encode()}


def test_a_theme_says_whose_it_is_and_wins_over_the_settings() -> None:
    checked, found = check_project(door_with(with_organisation(ORGANISATION)))
    assert checked is not None and found == ()
    project = checked.loaded.relationship.project
    assert (project.name["en-CA"], project.publisher["es-MX"]) == ("The Moon Office", "Prensa de las Mareas, Oleaje")
    assert project.contact and project.contact["en-CA"] == "Pier 2, Surf"
    assert project.partners == checked_atlantis().loaded.relationship.project.partners


def test_a_theme_that_says_it_in_one_language_alone_is_told_at_its_place() -> None:
    (found,) = check_project(door_with(with_organisation("publisher: {en-CA: Tide Press}\n")))[1]
    assert (found.code, found.location.file) == ("D026", TOKENS)
    assert found.location.line == atlantis_door().files[TOKENS].count(b"\n") + 1


def guide_theme() -> str:
    """The whole theme that the style guide shows."""
    page = (ROOT / "docs" / "style.md").read_text(encoding="utf-8")
    (theme,) = re.findall(r"^```yaml\n(# styles/tokens.yaml of .*?)^```$", page, flags=re.M | re.DOTALL)
    return theme


def test_the_theme_of_the_style_guide_is_whole_and_holds() -> None:
    checked, found = check_project(door_with({TOKENS: guide_theme().encode()}))
    assert checked is not None and found == ()
    old, new = checked_atlantis().loaded.tokens, checked.loaded.tokens
    assert {name for name in COLOURS if old.colour[name] == new.colour[name]} == {"paper"}
    assert new.type["title"].family != old.type["title"].family and new.organisation.keys() == {"name", "publisher", "contact"}


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built of Atlantis with the theme of the style guide, and nothing else changed: a book and a sheet."""
    root = copy_atlantis(tmp_path_factory.mktemp("theme") / "atlantis")
    (root / "styles" / "tokens.yaml").write_text(guide_theme(), encoding="utf-8")
    with patch("briefgen.build.door.outlines", lambda: OUTLINES):
        build(Order(root, ("tides", "strait"), (), root / "build", 1, media=(Printing.OFFICE, Printing.PRESS)), silent)
    return root / "build"


def entries(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    briefs = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["briefs"]
    yield from ((slug, tag, briefs[slug][tag]) for slug in ("tides", "strait") for tag in TAGS)


def words_alone(text: str) -> str:
    """The text without what follows from where lines end."""
    return re.sub(r"[-\s\u2010\ufffe\x02\x0c]", "", text)


@pytest.mark.slow
def test_a_theme_changes_no_number_no_note_and_no_page(dressed: Path, built_atlantis: Path) -> None:
    plain = {(slug, tag): entry for slug, tag, entry in entries(built_atlantis / "build")}
    for slug, tag, entry in entries(dressed):
        before = plain[slug, tag]
        assert entry["printed"] == before["printed"] and entry["printed"]
        assert [entry[key] for key in ("title", "words", "charts", "sources", "labels", "pages")] == [
            before[key] for key in ("title", "words", "charts", "sources", "labels", "pages")]
        there, here = (read_passages((folder / entry["file"]).read_bytes()) for folder in (built_atlantis / "build", dressed))
        assert there.keys() == here.keys() and len(here) > 8
        for mark in here.keys() - {""}:
            assert words_alone(here[mark].text) == words_alone(there[mark].text), (slug, tag, mark)
            assert (here[mark].quantities, here[mark].notes, here[mark].pictures) == (
                there[mark].quantities, there[mark].notes, there[mark].pictures)


def painted(path: Path) -> set[tuple[str, ...]]:
    """The colours of everything that a file fills or strokes: operands as `#rrggbb`, or inks in per cent."""
    found: set[tuple[str, ...]] = set()
    with pikepdf.open(path) as document:
        streams = [page.Contents for page in document.pages]
        streams += [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        for stream in streams:
            for operands, operator in pikepdf.parse_content_stream(stream):
                if str(operator) in ("rg", "RG"):
                    found.add(("#" + "".join(f"{round(float(one) * 255):02x}" for one in operands),))
                elif str(operator) in ("k", "K"):
                    found.add(tuple(f"{float(one) * 100:g}" for one in operands))
                assert str(operator) not in ("sc", "SC"), path
    return found


@pytest.mark.slow
def test_no_colour_of_the_old_look_is_left_on_any_page(dressed: Path) -> None:
    tokens = Tokens.model_validate(yaml.load(guide_theme(), yaml.BaseLoader))
    rgb = {(colour.rgb,) for colour in tokens.colour.values()}
    inks = {tuple(f"{ink:g}" for ink in colour.cmyk) for colour in tokens.colour.values()}
    for slug, tag in ((slug, tag) for slug in ("tides", "strait") for tag in TAGS):
        office, press = (painted(dressed / slug / f"{slug}.{tag}.{medium}.pdf") for medium in ("office", "press"))
        assert office <= rgb and len(office) > 9, (slug, tag)
        assert len(press - {("0", "0", "0", "100"), ("0", "0", "0", "0")}) > 7 and press <= inks, (slug, tag, press - inks)


@pytest.mark.slow
def test_titles_are_in_the_new_family_and_running_text_is_not(dressed: Path) -> None:
    for tag in TAGS:
        document = pypdfium2.PdfDocument((dressed / "tides" / f"tides.{tag}.office.pdf").read_bytes())
        sizes: dict[float, set[str]] = {}
        for page in document:
            for thing in page.get_objects():
                if isinstance(thing, pypdfium2.PdfTextObj):
                    size = round(thing.get_font_size() * abs(thing.get_matrix().d), 1)
                    sizes.setdefault(size, set()).add(thing.get_font().get_base_name())
        large = {name for size, names in sizes.items() if size >= 24 for name in names}
        assert large and all("Sans" in name for name in large)
        assert any("Serif" in name for name in sizes[10.4])
