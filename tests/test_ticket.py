"""Ticket: what the print shop reads agrees with the sheets and the files that it gets."""

from __future__ import annotations

import datetime
import hashlib
import json

import pytest

from briefgen.build.door import close_to_the_system
from conftest import atlantis_door, checked_atlantis

close_to_the_system()

from briefgen.compose import compose_ticket, sheets_of, style_sheet  # noqa: E402  (after the fonts are settled)
from briefgen.model.ticket import Binding, Ticket  # noqa: E402
from briefgen.press.imposition import Ending, Finish, Imposition, Job, Size, impose, padded, scheme_for, stock_for  # noqa: E402
from briefgen.press.ticket import Found, Work, binding_for, copies_wanted, proof_ticket, ticket_json, ticket_of  # noqa: E402

TAGS, FOUND = ("en-CA", "es-MX"), Found(("cyan", "black", "PANTONE 485 C"), 240, ("Source Serif Pro",), 8.504, "PDF/X-4", "Offset")


def imposition(pages: int) -> Imposition:
    trim, scheme = Size(612, 792), scheme_for(pages)
    stock = stock_for(trim, Finish.TRIMMED)
    assert stock is not None
    return impose(padded(pages, Ending.TEXT) if pages > 2 else tuple(range(1, pages + 1)), Job(trim, stock, scheme, 8.504))


def ticket(pages: int, tumbled: tuple[int, int] | None = None) -> Ticket:
    work = Work("tides.tumble.press", ("Tides", "Mareas"), TAGS, datetime.date(2010, 10, 31), pages, None, tumbled)
    return ticket_of(work, imposition(pages), FOUND, {"b.pdf": b"two", "a.pdf": b"one"})


def test_lengths_are_those_of_the_paper() -> None:
    made = ticket(23)
    assert (str(made.width), str(made.height), str(made.bleed)) == ("215.9", "279.4", "3.0")
    assert (made.pages, made.blanks, made.sheets, str(made.shift), made.stock) == (23, 1, 6, "0.55", "12x18")


@pytest.mark.parametrize(("pages", "binding"), [(1, "flat"), (2, "flat"), (4, "fold"), (5, "staple"), (64, "staple"), (65, "glue")])
def test_the_binding_follows_from_the_pages(pages: int, binding: str) -> None:
    assert binding_for(pages) is Binding(binding)


def test_the_drawing_shows_the_sheets() -> None:
    made = ticket(23)
    assert [(f.sheet, f.letter, [c.folio for c in f.cells]) for f in made.faces[:2]] == [(1, "A", ["", "1"]), (1, "B", ["2", "23"])]
    assert len(made.faces) == 12


def test_the_drawing_of_a_tumble_edition_counts_from_either_cover() -> None:
    made = ticket(8, (3, 4))
    assert [[(c.folio, c.turned) for c in f.cells] for f in made.faces] == [
        [("1", True), ("1", False)], [("2", False), ("2", True)], [("3", True), ("3", False)], [("", False), ("4", True)]]
    assert (made.pages, made.blanks) == (7, 1)


def test_checksums_are_those_of_the_files() -> None:
    assert [(one.name, one.sha256) for one in ticket(4).enclosures] == [
        ("a.pdf", hashlib.sha256(b"one").hexdigest()), ("b.pdf", hashlib.sha256(b"two").hexdigest())]


def test_the_json_has_the_keys_that_are_documented() -> None:
    record = json.loads(ticket_json(ticket(23), checked_atlantis().loaded.relationship.project.publisher, None))
    assert set(record) == {
        "schema", "name", "title", "as_of", "publisher", "contact", "trim_mm", "bleed_mm", "pages", "blanks", "inks", "fonts",
        "file_pages", "standard", "output_intent", "delivery",
        "total_ink_per_cent", "binding", "copies", "papers", "imposition", "files"}
    assert set(record["publisher"]) == set(TAGS) and record["contact"] == {}
    assert record["trim_mm"] == {"width": "215.9", "height": "279.4"} and record["title"]["es-MX"] == "Mareas"
    assert record["imposition"]["sides"][0] == {
        "sheet": 1, "side": "A", "pages": [{"folio": "", "turned": False}, {"folio": "1", "turned": False}]}


def test_copies_are_set_or_one_for_each_participant() -> None:
    meetings = checked_atlantis().loaded.relationship.meetings.values()
    (meeting,) = meetings
    packed = meeting.briefs[0]
    participants = sum(len(side.participants) for side in meeting.delegations)
    assert copies_wanted(None, meetings, packed.slug, packed.locales[0]) == participants > 0
    assert copies_wanted(None, meetings, f"meetings/{meeting.id}", "en-CA+es-MX") == participants
    assert copies_wanted(500, meetings, packed.slug, "parallel") == 500
    assert copies_wanted(None, meetings, packed.slug, "parallel") is None, "everybody has one in each language already"
    assert copies_wanted(None, meetings, "nowhere", TAGS[0]) is None


def html(made: Ticket, tags: tuple[str, ...] = TAGS) -> str:
    checked = checked_atlantis()
    return compose_ticket(
        made, checked.loaded.relationship.project, tuple(checked.locales[tag] for tag in tags), atlantis_door().templates, "0"
    )


def test_labels_stand_in_every_language_of_the_job() -> None:
    both, one = html(ticket(23)), html(ticket(23), ("es-MX",))
    for text in ("Saddle stitch", "Engrapado a caballo", "23 pages in the file; add 1 blank", "8.5 × 11 in", "total ink coverage at most 240%",
                 "3/3 cyan, black, PANTONE 485 C", "PDF/X-4; output intent: Offset", "12 × 18 in (304.8 × 457.2 mm), 6 sheets (1 cover + 5 inside)",
                 "6 pliegos (1 de forros + 5 de interiores)"):
        assert text in both.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Saddle stitch" not in one and "Engrapado" in one
    assert both.count('<span class="ticket-rule">') == 3, "contact, delivery and proof are written in by hand"


def test_blanks_of_the_file_and_blanks_to_add_read_apart() -> None:
    """A shop that adds a page to a file that has its blanks already prints a wrong booklet."""
    within, added = html(ticket(48, (23, 24))), html(ticket(23))
    assert "48 pages in the file, 1 of them blank" in within.replace("\u00a0", " ") and "add 1 blank" not in within.replace("\u00a0", " ")
    assert "Shaded: upside down" in within and "Shaded" not in added
    assert ticket(48, (23, 24)).file_pages == 48 and hashlib.sha256(b"one").hexdigest() in added


@pytest.mark.parametrize(("pages", "tumbled"), [(2, None), (48, (23, 24)), (160, None)])
def test_a_ticket_is_one_page(pages: int, tumbled: tuple[int, int] | None) -> None:
    from briefgen.build.target import faces_of
    from briefgen.render import lay_out

    door = atlantis_door()
    css = style_sheet(sheets_of(door.look, "office"), checked_atlantis().loaded.tokens, faces_of(door.fonts))
    fonts = {f"fonts/{font.path.name}": font.path.read_bytes() for font in door.fonts}
    layout = lay_out("ticket", html(ticket(pages, tumbled)), css, fonts)
    assert layout.pages == 1 and layout.diagnostics == ()
    assert proof_ticket("ticket", layout.pages) == ()
    assert [d.code for d in proof_ticket("ticket", 2)] == ["B028"]
