"""Specimen: the look on a few pages, and another organisation's look by one file."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest

from briefgen.build.check import Checked
from briefgen.build.door import outlines
from briefgen.build.specimen import PDF, Artist, Specimen, print_specimen, studio_of
from briefgen.build.target import faces_of
from briefgen.charts import Scene, draw
from briefgen.compose import Composed, sheets_of, style_sheet
from briefgen.compose.fiction import fiction_for
from briefgen.compose.samples import CHART, MARGINAL
from briefgen.compose.specimen import Plate, compose_specimen, specimen_sheet
from briefgen.compose.spread import breaks, spread_sheet
from briefgen.compose.swatches import page_drawing, points_text, style_lines, swatches
from briefgen.diagnostics import UsageError
from briefgen.model.chart import ChartKind
from briefgen.model.record import Table
from briefgen.model.tokens import ColourToken, Tokens
from briefgen.prose.blocks import Directive
from conftest import OUTLINES, ROOT, TAGS, atlantis_door, checked_atlantis, copy_atlantis, silent

INKS = (Decimal(0), Decimal(0), Decimal(0), Decimal(0))
OLD = {"deep": "#17395c", "night": "#0f2a45", "ochre": "#c6872a", "brick": "#9d3b2c", "mist": "#9fb3c4"}
NEW = {"deep": "#12403a", "night": "#0c2f2b", "ochre": "#cf8054", "brick": "#8d3a5e", "mist": "#a2b6ad"}
"""Five values of the tokens, and those of another organisation."""


def colour(rgb: str) -> ColourToken:
    return ColourToken(rgb=rgb, cmyk=INKS)


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000000", "#ffffff", 21.0), ("#ffffff", "#000000", 21.0), ("#9d3b2c", "#9d3b2c", 1.0), ("#777777", "#ffffff", 4.478),
    ("#ff0000", "#ffffff", 3.998), ("#0000ff", "#ffffff", 8.592), ("#ffff00", "#000000", 19.556),
])
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colour(one).contrast(colour(other)) == pytest.approx(ratio, abs=0.001)


@pytest.mark.parametrize(("rgb", "lightness"), [
    ("#000000", 0.0), ("#ffffff", 100.0), ("#777777", 50.03), ("#ff0000", 53.24), ("#00ff00", 87.74), ("#010101", 0.27),
])
def test_lightness_is_that_of_cie(rgb: str, lightness: float) -> None:
    assert colour(rgb).lightness == pytest.approx(lightness, abs=0.02)


def test_a_ratio_is_cut_so_that_what_is_too_little_never_reads_as_enough() -> None:
    tokens = tokens_with({"brick": "#777777"})
    ratio = next(one for one in swatches(tokens) if one.name == "brick").ratios[0]
    assert (ratio.text, ratio.is_enough) == ("4.4", False)


LACKING = (ChartKind.SLOPE, ChartKind.MIRROR)


@cache
def poorer() -> Checked:
    """Atlantis without charts of some kinds, and without tables that add up."""
    checked = checked_atlantis()
    relationship = checked.loaded.relationship
    charts = {key: one for key, one in relationship.charts.items() if one.kind not in LACKING}
    tables = {key: one for key, one in relationship.tables.items() if not one.total}
    less = relationship.model_copy(update={"charts": Table(charts), "tables": Table(tables)})
    return replace(checked, loaded=replace(checked.loaded, relationship=less), views={})


@cache
def plates() -> tuple[Plate, ...]:
    return tuple(Artist(atlantis_door(), poorer()).plates())


@cache
def composed() -> Composed:
    """The specimen of Atlantis when it lacks some kinds of chart."""
    studio, artist = studio_of(atlantis_door(), poorer()), Artist(atlantis_door(), poorer())
    return compose_specimen(studio, artist.drawings(studio), plates())


@cache
def parts() -> tuple[str, str, str]:
    """The HTML of the page of tokens, of the components and of the kinds of chart."""
    first, second, third = re.findall(r'<article class="specimen.*?</article>(?=\s*(?:<article class="specimen|</body>))',
                                      composed().html, flags=re.DOTALL)
    return first, second, third


@pytest.mark.slow
def test_every_token_is_on_page_one() -> None:
    page, tokens = parts()[0], checked_atlantis().loaded.tokens
    for name, style in tokens.type.items():
        assert f">{name} <" in page and f"{style.family} {style.weight}, {points_text(style.size)}/{points_text(style.leading)}" in page
    for name, one in tokens.colour.items():
        words = (f">{name}<", f"{one.rgb}<", " ".join(map(points_text, one.cmyk)), f"background:{one.rgb}", one.in_grey().rgb)
        assert all(word in page for word in words), name
    lengths = (tokens.page.trim.width, tokens.page.trim.height, tokens.page.baseline, tokens.page.margin_column.width,
               tokens.page.margin_column.gutter, tokens.page.margins.bottom, tokens.page.text_width)
    assert all(re.search(rf"(?<![\d.]){re.escape(points_text(length))}(?![\d.])", page) for length in lengths)


def test_a_style_is_set_in_itself() -> None:
    for line in style_lines(checked_atlantis().loaded.tokens):
        style = checked_atlantis().loaded.tokens.type[line.name]
        assert line.css.startswith(f"font: {style.weight} {style.size}pt/{style.leading}pt '{style.family}'")
        assert f'style="{line.css}"' in parts()[0].replace("&#39;", "'")


class Rows(HTMLParser):
    """The names of rows, the languages of their cells, and the classes within them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, list[str], set[str]]] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  (the library's signature)
        values = dict(attrs)
        names = (values.get("class") or "").split()
        self.within = names[0] if names else ""
        if "specimen-row" in names:
            self.rows.append(("", [], set()))
        elif "specimen-cell" in names:
            self.rows[-1][1].append(values.get("lang") or "")
        if self.rows:
            self.rows[-1][2].update(names)

    def handle_data(self, data: str) -> None:
        if self.within == "specimen-name" and data.strip():
            self.rows[-1] = (self.rows[-1][0] + data, *self.rows[-1][1:])


@cache
def rows() -> dict[str, tuple[list[str], set[str]]]:
    parser = Rows()
    parser.feed(parts()[1])
    return {name: (languages, classes) for name, languages, classes in parser.rows}


MADE = {
    "cover": "cover", "masthead": "masthead", "# section": "section", ":::{lead}": "lead", "paragraph": "first", "- list": "bullets",
    ":::{key-numbers}": "keys", ":::{key-panel}": "key-panel", ":::{margin}": "margin-note", ":::{pull-quote}": "pull-quote",
    ":::{sidebar} …": "sidebar", ":::{chart} …": "chart", ":::{table} …": "table", ":::{balance}": "balance",
    ":::{outlook}": "outlook", ":::{works} :::{obstacles}": "obstacles", ":::{decisions}": "decision", ":::{questions}": "questions",
    "notes": "notes", "bibliography": "bibliography", "imprint": "imprint-text", ":::{register} actors": "register",
}
"""What the macros of the pages make of each component."""


def test_every_directive_is_shown_by_the_name_that_authors_type() -> None:
    named = "\n".join(rows())
    assert [one.value for one in Directive if f":::{{{one.value}}}" not in named] == []


@pytest.mark.parametrize("name", MADE)
def test_a_component_is_made_as_on_the_pages_in_each_language(name: str) -> None:
    languages, classes = rows()[name]
    assert languages == list(TAGS) and MADE[name] in classes and "specimen-unused" not in classes


def test_the_words_of_a_component_are_those_of_the_catalogue() -> None:
    for locale in checked_atlantis().locales.values():
        text = re.sub(r"<[^>]+>", "", parts()[1]).replace("\u00a0", " ")
        assert locale.message("specimen_pull_quote") in text and locale.message("specimen_question") in text


def test_no_number_of_a_specimen_is_invented() -> None:
    printed, studio = composed().printed, studio_of(atlantis_door(), checked_atlantis())
    assert len(printed) >= 4 and {one.locale for one in printed} == set(TAGS)
    assert all(studio.index.resolve(one.quantity) for one in printed)


def test_every_kind_of_chart_is_shown_in_colour_and_in_grey_as_wide_as_a_page() -> None:
    page, full = parts()[2], float(checked_atlantis().loaded.tokens.page.full_width)
    assert [plate.chart.kind for plate in plates()] == list(ChartKind)
    assert all(f"kind: {kind}<" in page for kind in ChartKind) and "specimen-unused" not in page
    assert {drawing.width for plate in plates() for drawing in plate.drawings} == {full}
    assert all(one.svg != other.svg for one, other in (plate.drawings for plate in plates() if plate.chart.kind is not ChartKind.TREE))


def test_a_kind_that_the_project_lacks_is_drawn_from_made_up_values_and_says_so() -> None:
    page = parts()[2]
    assert tuple(plate.chart.kind for plate in plates() if plate.fiction) == tuple(kind for kind in ChartKind if kind in LACKING)
    said = page.count("Fictional values: nothing in this project is of this kind.")
    assert said == 2 * len(LACKING)
    table = dict(rows())[":::{table} … (total)"]
    assert "total" in table[1] and parts()[1].count("Fictional values") == parts()[1].count("Valores ficticios") == 1


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_a_project_without_any_chart_sees_every_kind(tag: str) -> None:
    """Drawn on the real outlines of the world, in each language; labels that do not fit would be told."""
    locales = tuple(checked_atlantis().locales.values())
    made_up, door = fiction_for(checked_atlantis().loaded.relationship.project, locales), atlantis_door()
    assert set(made_up.charts) == set(ChartKind)
    scene = Scene(made_up.relationship, made_up.index, checked_atlantis().locales[tag], checked_atlantis().loaded.tokens, door.fonts, outlines())
    for kind, chart in made_up.charts.items():
        drawn = draw(chart, scene, None)
        assert drawn.svg and drawn.alt, kind


@pytest.mark.parametrize(("heights", "expected"), [
    ((), ()), ((50,), ()), ((30, 30, 30), ()), ((60, 60), (1,)), ((90, 10, 10, 60), (1,)),
    ((40, 40, 40, 40, 40), (1, 3)), ((200, 10), (1,)), ((10, 200, 10), (1, 2)),
])
def test_rows_stand_on_the_fewest_pages_and_those_are_even(heights: tuple[float, ...], expected: tuple[int, ...]) -> None:
    assert breaks(heights, 100, 90) == expected


def test_white_between_rows_is_even_and_in_lines() -> None:
    page = checked_atlantis().loaded.tokens.page
    sheet = spread_sheet({"plate-1": 200, "plate-2": 200, "plate-3": 500}, page, 47)
    assert '[data-grid="plate-3"] { break-before: page }' in sheet and sheet.count("break-before") == 1
    assert '[data-grid="plate-1"] { padding-bottom: 67.5pt }' in sheet and "plate-2\"] { padding" not in sheet


def test_as_many_pages_stand_side_by_side_as_there_are_languages() -> None:
    assert "size: 1836pt 792pt" in specimen_sheet(checked_atlantis().loaded.tokens, 3)


def tokens_with(rgb: dict[str, str]) -> Tokens:
    tokens = checked_atlantis().loaded.tokens
    changed = {name: one.model_copy(update={"rgb": rgb.get(name, one.rgb)}) for name, one in tokens.colour.items()}
    return tokens.model_copy(update={"colour": changed})


def test_the_tokens_alone_change_pages_cover_and_drawing() -> None:
    tokens, door = tokens_with(NEW), atlantis_door()
    cover = style_sheet({"cover.svg": door.look["cover.svg"]}, tokens, ())
    css = style_sheet(sheets_of(door.look, "office"), tokens, faces_of(door.fonts))
    made = css + cover + page_drawing(tokens)[0]
    assert [rgb for rgb in OLD.values() if rgb in made] == [] and [rgb for rgb in NEW.values() if rgb not in made] == []
    assert "token(" not in made


def test_the_tokens_alone_change_charts() -> None:
    checked = checked_atlantis()
    themed = replace(checked, loaded=replace(checked.loaded, tokens=tokens_with(NEW)))
    studio = studio_of(atlantis_door(), themed)
    drawn = Artist(atlantis_door(), themed).drawings(studio)[TAGS[0]]
    text = "".join(one.svg.decode() for one in drawn.values())
    assert set(drawn) <= {CHART, MARGINAL} and drawn
    assert any(rgb in text for rgb in NEW.values()) and not any(rgb in text for rgb in OLD.values())


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "briefgen" / "look").glob("*.css")), ids=lambda path: path.name)
def test_no_family_is_written_where_a_token_belongs(path: Path) -> None:
    assert "Source " not in path.read_text(encoding="utf-8")


_NAMES = "black|white|red|blue|green|navy|silver|yellow|orange"
_HARD = re.compile(rf"#[0-9a-fA-F]{{3,8}}\b|\b(?:rgba?|hsla?|device-cmyk)\(|[\"'](?:{_NAMES})[\"']|: *(?:[^:;{{}}]* )?(?:{_NAMES}) *[;}}]")
LOOKS = tuple(sorted(path for folder, ending in (("look", "css"), ("look", "svg"), ("charts", "py"), ("compose/templates", "j2"))
                     for path in (ROOT / "src" / "briefgen" / folder).glob(f"*.{ending}")))


@pytest.mark.parametrize("path", LOOKS, ids=lambda path: path.name)
def test_no_colour_is_written_where_a_token_belongs(path: Path) -> None:
    text = re.sub(r'""".*?"""|/\*.*?\*/|url\([^)]*\)|href="#[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert _HARD.findall(text) == []


@pytest.mark.parametrize("text", ["color: #fff }", "border: .5pt solid white;", "fill='#1b1f24'", "rgb(0, 0, 0)", 'edge="black"'])
def test_a_colour_that_is_written_out_would_be_found(text: str) -> None:
    assert _HARD.findall(text)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError):
        print_specimen(copy_atlantis(tmp_path / "atlantis"), tmp_path, silent)


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Specimen:
    """Atlantis with another organisation's tokens, and nothing else changed."""
    root = copy_atlantis(tmp_path_factory.mktemp("specimen") / "atlantis")
    tokens = root / "styles" / "tokens.yaml"
    text = tokens.read_text(encoding="utf-8")
    for name, old in OLD.items():
        text = text.replace(old, NEW[name])
    tokens.write_text(text, encoding="utf-8")
    return made_in(root)


def made_in(root: Path) -> Specimen:
    with patch("briefgen.build.door.outlines", lambda: OUTLINES):
        return print_specimen(root, root / "specimen", silent)


def painted(path: Path) -> set[str]:
    """The RGB of everything that a file fills or strokes."""
    found = set()
    with pikepdf.open(path) as document:
        streams = [entry for entry in document.objects if isinstance(entry, pikepdf.Stream)]
        for stream in streams:
            if stream.get("/Subtype", "/Form") == "/Form" and "/Length1" not in stream:
                for red, green, blue in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", stream.read_bytes()):
                    found.add("#" + "".join(f"{round(float(one) * 255):02x}" for one in (red, green, blue)))
    return found


@pytest.mark.slow
def test_the_specimen_is_one_tagged_file_with_the_tokens_on_its_first_page(themed: Specimen) -> None:
    document = pypdfium2.PdfDocument((themed.folder / PDF).read_bytes())
    sizes = [document[page].get_size() for page in range(len(document))]
    assert sizes[0] == (612, 792) and set(sizes[1:]) == {(1224, 792)} and len(sizes) == themed.pages
    first = document[0].get_textpage().get_text_bounded()
    assert all(name in first for name in ("chart_small", "pull_quote", "steel", "page.baseline"))
    with pikepdf.open(themed.folder / PDF) as opened:
        assert opened.Root.MarkInfo.Marked and "/StructTreeRoot" in opened.Root
        assert {str(one.Lang) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one} >= set(TAGS)


@pytest.mark.slow
def test_no_page_of_a_specimen_is_half_empty(themed: Specimen) -> None:
    """The lowest ink above the folio; the last page of each part may end where its last row does."""
    document = pypdfium2.PdfDocument((themed.folder / PDF).read_bytes())
    filled = []
    for page in document:
        grey = page.render(scale=0.5).to_pil().convert("L")
        low = grey.crop((0, 0, grey.width, round(grey.height * 0.93))).point(lambda level: 255 if level < 200 else 0).getbbox()
        filled.append(low[3] / grey.height if low else 0)
    assert sum(part < 0.6 for part in filled) <= 1 and sum(filled) / len(filled) > 0.75, filled


@pytest.mark.slow
def test_a_theme_in_one_file_reaches_everything_that_is_painted(themed: Specimen) -> None:
    colours = painted(themed.folder / PDF)
    assert set(NEW.values()) <= colours and not set(OLD.values()) & colours


@pytest.mark.slow
def test_a_specimen_has_the_same_bytes_again(themed: Specimen) -> None:
    before = (themed.folder / PDF).read_bytes()
    made_in(themed.folder.parent)
    assert (themed.folder / PDF).read_bytes() == before


def test_the_style_guide_tells_every_style_directive_and_kind_of_chart() -> None:
    page, tokens = (ROOT / "docs" / "style.md").read_text(encoding="utf-8"), checked_atlantis().loaded.tokens
    for name, style in tokens.type.items():
        assert re.search(rf"^\| `{name}` \| {style.family.removesuffix(' Pro')} {style.weight} \| {style.size}/{style.leading} \|", page, re.M)
    for name, one in tokens.colour.items():
        ratio = next(swatch for swatch in swatches(tokens) if swatch.name == name).ratios[0].text
        assert re.search(rf"^\| `{name}` \| {one.lightness:.0f} \| {re.escape(ratio)} \|", page, re.M), name
    assert [one.value for one in Directive if f"`:::{{{one.value}}}`" not in page] == []
    assert [kind.value for kind in ChartKind if f"`{kind}`" not in page.partition("## Charts")[2]] == []


def test_the_theme_of_the_style_guide_is_one_that_holds() -> None:
    """The five values that the guide changes are those of the starter, whose contrasts and greys are tested."""
    page = (ROOT / "docs" / "style.md").read_text(encoding="utf-8")
    starter = (ROOT / "src" / "briefgen" / "starter" / "styles" / "tokens.yaml").read_text(encoding="utf-8")
    shown = re.findall(r"^(\w+): +(\{rgb: \"#[0-9a-f]{6}\", cmyk: \[.*?\]\})$", page, flags=re.M)
    assert {name for name, _ in shown} == set(NEW) and all(f"{name}: {value}" in starter for name, value in shown)
