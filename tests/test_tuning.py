"""Tuning: what is wrong with single lines is mended by small changes, the same ones each time, and no page is added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from briefgen.build.galley import lines_of, trial_page, try_out
from briefgen.build.tuned import tuned_sheet
from briefgen.build.tuning import DECLARATIONS, Tuned, tune
from conftest import SLUG, TAGS, atlantis_door

FONT = "Source Serif Pro"
SENTENCE = "the ferries of both shores carry salt and grain to the harbours where they are counted twice"
WORDS = SENTENCE.split()


@cache
def look() -> tuple[str, dict[str, bytes]]:
    """A style sheet for a page of 360 by 360 points, and its fonts."""
    from briefgen.build.target import faces_of

    fonts = atlantis_door().fonts
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{url}"); font-weight: {weight}; '
        f"font-style: {'italic' if italic else 'normal'} }}" for family, url, weight, italic in faces_of(fonts)
    )
    css = f'{faces} @page {{ size: 360pt 360pt; margin: 36pt }} body {{ margin: 0; font: 10pt/12pt "{FONT}" }} p, h2, ul {{ margin: 0 }}'
    return css, {f"fonts/{font.path.name}": font.path.read_bytes() for font in fonts}


def setter(changes: Mapping[str, str]) -> Any:
    from briefgen.render import PageSetter

    css, resources = look()
    return PageSetter(css + tuned_sheet(changes), resources)


def page(body: str) -> str:
    return f'<html lang="en"><body>{body}</body></html>'


def tuned(body: str) -> tuple[Tuned, Any, list[Mapping[str, str]]]:
    """What becomes of a small page, how it was set before, and every change that all pages were set with."""
    calls: list[Mapping[str, str]] = []

    def set_pages(changes: Mapping[str, str]) -> Any:
        calls.append(changes)
        return setter(changes).lay_out("salt", page(body))

    first = setter({})
    before = first.lay_out("salt", page(body))
    return tune(first, page(body), before, set_pages), before, calls


@cache
def runt() -> str:
    """A paragraph whose last line is one short word: words are added until one stands alone."""
    words: list[str] = []
    for at in range(200):
        words.append(WORDS[at % len(WORDS)] if at % 2 else "salt")
        text = " ".join([*words, "or so"])
        lines = lines_of(setter({}).lay_out("salt", page(f'<p data-block="7">{text}</p>')).document)
        if len(lines) > 2 and lines[-1].text == "so":
            return text
    raise LookupError("no runt in 200 words")


def test_a_sheet_repeats_changes_by_mark_path_and_prefix() -> None:
    sheet = tuned_sheet({"7>2>1": "word-spacing: .01em", "title": "padding-right: 4%; hyphens: manual"}, "sea--")
    assert sheet == (
        '\n[data-block="sea--7"] > :nth-child(2) > :nth-child(1), [id="sea--7"] > :nth-child(2) > :nth-child(1) '
        '{ word-spacing: .01em !important }\n[data-block="sea--title"], [id="sea--title"] { padding-right: 4% !important; '
        "hyphens: manual !important }"
    )
    assert tuned_sheet({}) == ""


def test_what_is_tried_first_is_nothing_and_then_what_nobody_sees() -> None:
    assert DECLARATIONS[0] == "" and DECLARATIONS[1].startswith("padding-right: 2pt") and len(set(DECLARATIONS)) == len(DECLARATIONS)


def test_a_runt_is_mended_without_another_line() -> None:
    found, before, _ = tuned(f'<p data-block="7">{runt()}</p>')
    lines = lines_of(found.layout.document)
    assert found.faults == () and list(found.changes) == ["7"]
    assert len(lines) <= len(lines_of(before.document)) and lines[-1].text != "so"


def test_the_same_page_is_tuned_the_same_way_and_the_sheet_alone_repeats_it() -> None:
    body = f'<p data-block="7">{runt()}</p>'
    first, second = tuned(body)[0], tuned(body)[0]
    again = setter(first.changes).lay_out("salt", page(body))
    assert first.changes == second.changes
    assert [line.text for line in lines_of(again.document)] == [line.text for line in lines_of(first.layout.document)]


def test_a_page_without_faults_is_not_set_again() -> None:
    found, before, calls = tuned('<p data-block="7">' + " ".join(WORDS * 2) + "</p>")
    assert calls == [] and found.changes == {} and found.layout is before


def test_a_heading_is_balanced_in_the_lines_that_it_has() -> None:
    heading = "What the ferries of both shores have carried over the seas to grain"
    found, before, _ = tuned(f'<h2 data-block="7">{heading}</h2>')
    widths = [line.width for line in lines_of(found.layout.document)]
    first = [line.width for line in lines_of(before.document)]
    assert len(widths) == len(first) == 2 and max(widths) - min(widths) < max(first) - min(first)


def test_one_entry_of_a_list_is_changed_and_the_others_are_left() -> None:
    found, _, _ = tuned(f'<ul data-block="7"><li>Salt.</li><li>{runt()}</li></ul>')
    assert all(key.startswith("7>2") for key in found.changes)


def test_a_trial_sets_a_block_as_it_stands_in_its_page() -> None:
    body = f'<div class="box"><p class="lead">Salt</p><p data-block="7" id="q7">{runt()}</p></div>'
    first = setter({})
    lines = lines_of(first.lay_out("salt", page(body)).document)
    tried = try_out(first, page(body), {"7": ("", "padding-right: 140pt")})
    assert [line.text for line in tried["7", 0]] == [line.text for line in lines if line.mark == "7"]
    assert len(tried["7", 1]) > len(tried["7", 0])


def test_a_trial_of_a_cell_leaves_room_for_the_cell_beside_it() -> None:
    cell = "display: table-cell; width: {}pt"
    body = (f'<div style="display: table; table-layout: fixed; width: 288pt"><div class="one"><p data-block="7">{runt()}</p></div>'
            '<div class="two"><p data-block="8">Sal</p></div></div>')
    style = f".one {{ {cell.format(100)} }} .two {{ {cell.format(188)} }} div:has(> .one) {{ display: table; width: 288pt }}"
    from briefgen.render import PageSetter

    css, resources = look()
    first = PageSetter(css + style, resources)
    set_ = [line.text for line in lines_of(first.lay_out("salt", page(body)).document) if line.mark == "7"]
    assert [line.text for line in try_out(first, page(body), {"7": ("",)})["7", 0]] == set_ and len(set_) > 5


def test_a_label_that_stands_as_a_block_is_no_line_of_the_paragraph() -> None:
    body = f'<p data-block="7"><span style="display: block">Figure 1</span> {runt()}</p>'
    first = setter({})
    lines = [line for line in lines_of(first.lay_out("salt", page(body)).document) if line.mark == "7" and not line.path]
    assert [line.text for line in try_out(first, page(body), {"7": ("",)})["7", 0]] == [line.text for line in lines]
    assert "Figure 1" not in [line.text for line in lines]


def test_a_change_holds_against_a_rule_that_selects_more_narrowly() -> None:
    from briefgen.render import PageSetter

    css, resources = look()
    narrow = "body .cell p.salt { padding-right: 0 }"
    body = page(f'<div class="cell"><p class="salt" data-block="7">{runt()}</p></div>')
    widths = []
    for sheet in ("", tuned_sheet({"7": "padding-right: 100pt"})):
        layout = PageSetter(css + narrow + sheet, resources).lay_out("salt", body)
        widths.append(max(line.width for line in lines_of(layout.document)))
    assert widths[1] < widths[0] - 50


def test_a_trial_page_has_no_id_twice() -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring('<html lang="en"><body><p data-block="7" id="a">Salt <a href="#b" id="c">1</a></p></body></html>')
    made = trial_page(root, {"7": ("", "word-spacing: 1pt")})
    assert " id=" not in made and " href=" not in made and made.count("Salt") == 2


def test_a_change_that_would_add_a_page_is_not_kept() -> None:
    body = f'<p data-block="7">{runt()}</p>'
    first = setter({})
    before = first.lay_out("salt", page(body))

    def longer(changes: Mapping[str, str]) -> Any:
        return setter(changes).lay_out("salt", page(body + '<p style="break-before: page">More</p>'))

    found = tune(first, page(body), before, longer)
    assert found.changes == {} and found.layout is before


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_what_was_tuned_is_kept_in_the_manifest(built_atlantis: Any, tag: str) -> None:
    import json

    entry = json.loads((built_atlantis / "build" / "manifest.json").read_text(encoding="utf-8"))["briefs"][SLUG][tag]
    assert all(isinstance(key, str) and ":" in declaration for key, declaration in entry["tuned"].items())
