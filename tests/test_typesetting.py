"""Typesetting: planted faults are found in the finished file, with page and line; a sound page has none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.build.parallel import ParallelTask
from briefgen.build.tasks import task_of as edition_of
from briefgen.diagnostics import Diagnostic
from briefgen.proof.typesetting import (
    Line,
    Paragraph,
    TypeArea,
    facing_area,
    faults_of,
    is_running,
    offset_of,
    paragraphs_of,
    proof_typesetting,
    read_sheets,
    type_area,
)
from conftest import SLUG, TAGS, atlantis_door, checked_atlantis, silent

PAGES = {(slug, tag): {"divers-count": 2, "local-ties": 1} for slug in ("tides", "roll") for tag in TAGS}
"""The pages of other briefs, which are not set here."""
AREA = TypeArea(36, 288, 36, 288, 12, 10)
FONT = "Source Serif Pro"
TEXT = (
    "The ferries of the two shores have carried more salt than grain since the treaty, and each harbour counts them "
    "in its own way, so that nobody can tell how much of it came back. "
)


def line(text: str, at: int, *, page: int = 1, width: float = 280.0, kind: str = "p") -> Line:
    """A line of a paragraph in a column that is 280 points wide."""
    return Line(page, at, text, 36.0, 36.0 + width, 12.0 * at, 10.0, FONT, "7", kind, 1, 280.0)


def paragraph(*lines: Line) -> Paragraph:
    return Paragraph(lines)


def codes(*lines: Line) -> list[tuple[str, int]]:
    """The faults of a paragraph, with the number of their line."""
    return [(fault.code, fault.line.number) for fault in faults_of(paragraph(*lines))]


def test_a_sound_paragraph_has_no_fault() -> None:
    assert codes(line("The ferries of the two", 1), line("shores carried more salt", 2), line("than grain.", 3, width=60)) == []


@pytest.mark.parametrize(("words", "width"), [("it.", 14), ("of us", 24), ("so. 12", 40), ("many.", 27)])
def test_a_last_line_too_short_is_a_runt(words: str, width: float) -> None:
    assert codes(line("The ferries of the two", 1), line(words, 2, width=width)) == [("B050", 2)]


def test_the_number_of_a_note_does_not_lengthen_a_last_line() -> None:
    assert codes(line("The ferries of", 1), line("us.123", 2, width=40)) == [("B050", 2)]


def test_the_end_of_a_broken_word_is_a_runt_however_long_it_is() -> None:
    assert codes(line("The ferries of the under\u2010", 1), line("standing.", 2, width=60)) == [("B050", 2)]


def test_two_hyphens_in_a_row_stand_and_three_do_not() -> None:
    broken = [line(f"{word} ferries of the {word}\u2010", at) for at, word in enumerate(("har", "qua", "sal"), 1)]
    assert codes(*broken[:2], line("bours.  They come.", 3, width=90)) == []
    assert codes(*broken, line("bours.  They come.", 4, width=90)) == [("B051", 3)]


def test_the_last_line_of_a_page_ends_with_a_whole_word() -> None:
    lines = [line("The ferries", 28), line("carried more har\u2010", 29), line("bours", 1, page=2), line("than grain.", 2, page=2, width=60)]
    assert codes(*lines) == [("B052", 29)]


def test_a_line_alone_at_a_foot_or_a_head_is_found() -> None:
    first = [line("The ferries", 29), line("carried", 1, page=2), line("than grain.", 2, page=2, width=60)]
    last = [line("The ferries", 28), line("carried", 29), line("than grain.", 1, page=2, width=60)]
    assert codes(*first) == [("B054", 29)] and codes(*last) == [("B053", 1)]


def test_a_line_much_shorter_than_both_beside_it_is_a_deep_rag() -> None:
    lines = [line("The ferries", 1), line("short", 2, width=200), line("carried", 3), line("than grain.", 4, width=60)]
    assert codes(*lines) == [("B058", 2)]
    assert codes(lines[0], line("short", 2, width=240), *lines[2:]) == []


def test_a_heading_ends_with_more_than_one_short_word() -> None:
    heading = [line("What the two shores have", 1, kind="h2"), line("lost", 2, width=40, kind="h2")]
    assert codes(*heading) == [("B059", 2)]
    assert codes(heading[0], line("lost to the sea", 2, width=150, kind="h2")) == []


def test_lines_that_begin_alike_three_times_are_found() -> None:
    assert codes(*(line(f"their ferries {at}", at) for at in (1, 2, 3)), line("than grain.", 4, width=60)) == [("B061", 3)]


def test_cells_are_set_as_they_fall() -> None:
    assert codes(line("Salt", 1, kind="td"), line("it", 2, width=9, kind="td")) == []


def test_a_paragraph_over_two_pages_is_one() -> None:
    lines = [line("The ferries of", 29), line("the two shores.", 1, page=2)]
    parts = [Line(*(getattr(one, name) for name in Line.__dataclass_fields__)) for one in lines]
    other = Line(2, 2, "Another.", 36, 90, 24, 10, FONT, "8", "p", 3)
    assert [len(one.lines) for one in paragraphs_of([*parts, other])] == [2, 1]


def beside(tag: str, at: int, page: int, number: int) -> Line:
    """A line in the column of one of two languages, with the number of its paragraph on its page."""
    return replace(line(f"The ferries {at} of", at, page=page), mark=f"{tag}--7", language=tag, paragraph=number)


def test_two_columns_that_go_on_over_a_page_are_two_paragraphs() -> None:
    lines = [beside(tag, 28 + at, 1, number) for number, tag in enumerate(TAGS) for at in (0, 1)]
    lines += [beside(tag, 1 + at, 2, 5 + number) for number, tag in enumerate(TAGS) for at in (0, 1, 2)]
    found = paragraphs_of(lines)
    assert [(len(one.lines), one.lines[0].language) for one in found] == [(5, tag) for tag in TAGS]
    assert not [fault for one in found for fault in faults_of(one) if fault.code in ("B053", "B054")]


def test_captions_in_two_languages_are_not_one_paragraph() -> None:
    lines = [replace(line("The salt", 4), language=TAGS[0]), replace(line("La sal", 1), language=TAGS[1], paragraph=2)]
    assert len(paragraphs_of(lines)) == 2
    assert len(paragraphs_of([replace(one, language=TAGS[0]) for one in lines])) == 1


def test_a_hyphen_of_the_word_itself_counts_as_one() -> None:
    broken = [line(f"The {word}{hyphen}", at) for at, (word, hyphen) in enumerate(zip("abc", "\u2010-\u2010", strict=True), 1)]
    assert codes(*broken, line("all of it, they say.", 4)) == [("B051", 3)]


@pytest.mark.slow
def test_facing_columns_stand_on_one_grid() -> None:
    """Measured in the file: every line of running text of both languages, over whatever stands between."""
    task = ParallelTask(tuple(edition_of(atlantis_door(), checked_atlantis(), SLUG, tag, PAGES) for tag in TAGS))
    pages = task.pages(silent)
    made = task.office(pages, silent)
    area = facing_area(checked_atlantis().loaded.tokens, pages.widths)
    lines = [line for sheet in read_sheets(made.files[made.path]) for line in sheet.lines if is_running(line, area)]
    offsets = Counter(round(offset_of(line, area), 1) for line in lines if line.kind == "p")
    assert {line.language for line in lines} == set(TAGS) and len(lines) > 30
    assert max(offsets) - min(offsets) <= 0.3, offsets
    assert not [one for one in made.warnings if one.code.startswith("B0")], made.warnings


def printed(body: str, style: str = "") -> bytes:
    """A small tagged file, on pages of 360 by 360 points."""
    from briefgen.build.target import faces_of
    from briefgen.render import lay_out, render
    from conftest import atlantis_door

    fonts = atlantis_door().fonts
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{url}"); font-weight: {weight}; '
        f"font-style: {'italic' if italic else 'normal'} }}" for family, url, weight, italic in faces_of(fonts)
    )
    css = f'{faces} @page {{ size: 360pt 360pt; margin: 36pt }} body {{ margin: 0; font: 10pt/12pt "{FONT}"; orphans: 1; widows: 1 }} '
    css += "p, h2 { margin: 0 } h2 { font-size: 10pt } " + style
    html = f'<html lang="en"><head><title>Salt</title></head><body>{body}</body></html>'
    resources = {f"fonts/{font.path.name}": font.path.read_bytes() for font in fonts}
    return render("salt", html, lay_out("salt", html, css, resources), resources).pdf


def found(body: str, style: str = "") -> dict[str, str]:
    """The first place of each fault in a small file."""
    diagnostics: tuple[Diagnostic, ...] = proof_typesetting("salt", printed(body, style), AREA)
    return {one.code: one.location.file for one in reversed(diagnostics)}


def block(mark: int, text: str, tag: str = "p", style: str = "") -> str:
    return f'<{tag} data-block="{mark}" style="{style}">{text}</{tag}>'


def test_a_sound_file_passes() -> None:
    assert found(block(1, "Salt", "h2") + block(2, TEXT * 2)) == {}


@pytest.mark.parametrize(
    ("body", "style", "code", "place"),
    [
        (block(1, "Salt and grain<br>go"), "", "B050", "salt:1:2"),
        (block(1, "har\u2010<br>bours and har\u2010<br>bours and har\u2010<br>bours that lie on the shores"), "", "B051", "salt:1:3"),
        (block(1, "Salt.<br>" * 23) + block(2, "The harbours<br>of the two<br>shores"), "", "B054", "salt:1:24"),
        (block(1, "Salt of the shores.<br>" * 22) + block(2, "the ferries go<br>to the har\u2010<br>bours of the two<br>shores again"), "",
         "B052", "salt:1:24"),
        (block(1, "Salt of the shores<br>" * 24 + "alone at the head"), "", "B053", "salt:2:1"),
        (block(1, "Salt.<br>" * 22) + block(2, "Grain", "h2") + block(3, "Much grain."), "", "B055", "salt:1:23"),
        (block(1, "Salt.", style="margin-bottom: 96pt") + block(2, "Grain."), "", "B056", "salt:1:1"),
        (block(1, "aa aaaa aa aa aaaa a aa aaa aaaa<br>" * 7), "p { word-spacing: 4pt }", "B057", "salt:1:4"),
        (block(1, "ferries " * 8 + "<br>salt<br>" + "ferries " * 8 + "<br>carried more"), "", "B058", "salt:1:2"),
        (block(1, "What the two shores have lost<br>ever", "h2"), "", "B059", "salt:1:2"),
        (block(1, TEXT * 2) + block(2, TEXT, style="margin-top: 5pt"), "", "B060", "salt:1:7"),
        (block(1, "their salt<br>their grain<br>their ferries go"), "", "B061", "salt:1:3"),
    ],
)
def test_a_planted_fault_is_found_at_its_page_and_line(body: str, style: str, code: str, place: str) -> None:
    assert found(body, style).get(code) == place


def test_a_diagnostic_says_the_words_and_where_they_come_from() -> None:
    told = proof_typesetting("salt", printed(block(31, "Salt and grain<br>go")), AREA)[0]
    assert '"go"' in told.message and "line 31 of the prose" in told.hint


@pytest.mark.parametrize("tag", TAGS)
def test_running_text_stands_on_the_grid_in_all_columns_of_all_pages(built_atlantis: Path, tag: str) -> None:
    """Measured in the file: lines of running text, and the first line of each note beside them."""
    area = type_area(checked_atlantis().loaded.tokens)
    sheets = read_sheets((built_atlantis / "build" / SLUG / f"{SLUG}.{tag}.office.pdf").read_bytes())
    offsets: Counter[float] = Counter()
    for one in paragraphs_of(line for sheet in sheets for line in sheet.lines):
        offsets.update(round(offset_of(line, area), 1) for line in one.lines if one.kind == "p" and is_running(line, area))
    grid, count = offsets.most_common(1)[0]
    assert count >= 15 and all(abs(offset - grid) <= 0.3 for offset in offsets), offsets
    beside = [offset_of(line, area) for line in first_in_margin([line for sheet in sheets for line in sheet.lines], area)]
    assert beside and all(abs(offset - grid) <= 0.3 for offset in beside), beside


def first_in_margin(lines: list[Line], area: TypeArea) -> list[Line]:
    """The first line of each block that stands in the margin column alone, where that is one of a note or a caption."""
    blocks: dict[str, list[Line]] = {}
    for one in lines:
        blocks.setdefault(one.mark, []).append(one)
    size = float(checked_atlantis().loaded.tokens.type["note"].size)
    return [own[0] for mark, own in blocks.items()
            if mark.isdigit() and all(one.right < area.left for one in own) and abs(own[0].size - size) < 0.05]


@pytest.mark.parametrize("tag", TAGS)
def test_atlantis_passes_its_own_check(built_atlantis: Path, tag: str) -> None:
    pdf = (built_atlantis / "build" / SLUG / f"{SLUG}.{tag}.office.pdf").read_bytes()
    assert proof_typesetting(SLUG, pdf, type_area(checked_atlantis().loaded.tokens)) == ()
