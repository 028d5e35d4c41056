"""Products: which files an order wants, what they are folded from, and that another trim changes no line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.build.check import Checked, check_project
from briefgen.build.entries import entries_of, product_of
from briefgen.build.order import Wish
from briefgen.build.products import is_primary, level, needs, wanted, with_needs
from briefgen.diagnostics import UsageError
from briefgen.model.edition import POINTS, Medium, Product, TrimSize
from conftest import TAGS, checked_atlantis, door_with, edited

FOLDER = "meetings/spring"


def settled(**settings: str) -> Checked:
    """Atlantis with more lines in its settings, and a brief on tides that is printed as they say."""
    more = "".join(f"{name}: {value}\n" for name, value in settings.items())
    changed = edited("briefgen.yaml", 'as_of: "2032-01-31"\n', f'as_of: "2032-01-31"\n{more}')
    changed |= edited("briefs/tides/brief.yaml", "media: [office]\n", "")
    checked, problems = check_project(door_with(changed))
    assert checked is not None, [str(one) for one in problems]
    return checked


def forms(wish: Wish, checked: Checked | None = None, slug: str = "tides") -> set[str]:
    return {one.form for one in wanted(wish, checked or checked_atlantis()) if one.slug == slug}


def test_without_settings_each_locale_has_an_office_file_and_nothing_else_is_printed() -> None:
    found = wanted(Wish(), checked_atlantis())
    assert all(is_primary(one) for one in found)
    assert {one.slug for one in found} == {"roll", "tides", "strait", FOLDER}


def test_the_settings_say_what_is_printed_of_all_briefs_and_folders() -> None:
    checked = settled(editions="[es-MX, parallel, tumble]", media="[press, booklet]")
    assert forms(Wish(), checked) == {
        "en-CA.office", "es-MX.office", "es-MX.press", "es-MX.booklet", "parallel.press", "parallel.booklet", "tumble.press",
        "tumble.booklet",
    }
    assert forms(Wish(), checked, FOLDER) == {f"en-CA+es-MX.{medium}" for medium in ("office", "press", "booklet")}
    # roll says in brief.yaml that it is for the office alone
    assert forms(Wish(), checked, "roll") == {"en-CA.office", "es-MX.office", "parallel.office", "tumble.office"}


def test_the_command_line_is_narrower_than_the_settings() -> None:
    checked = settled(editions="[es-MX, parallel, tumble]", media="[press, booklet]")
    one = Wish(("tides",), editions=("parallel",), media=(Medium.PRESS,))
    assert wanted(one, checked) == (Product("tides", "parallel", Medium.PRESS),)
    assert forms(Wish(editions=("en-CA",)), checked) == {"en-CA.press", "en-CA.booklet"}
    assert forms(Wish(trims=(TrimSize.A4,), editions=("tumble",)), checked) == {"tumble.press-a4", "tumble.booklet-a4"}
    assert forms(Wish(trims=(TrimSize.LETTER,), editions=("tumble",)), checked) == {"tumble.press", "tumble.booklet"}


def test_everything_is_every_edition_for_every_medium_on_both_trims() -> None:
    found = forms(Wish(everything=True))
    assert len(found) == len({(e, m) for e in (*TAGS, "parallel") for m in Medium}) * 2 + 3 * 2
    assert {"en-CA.archive-a4", "parallel.archive", "tumble.office", "es-MX.office"} <= found and "tumble.archive" not in found


@pytest.mark.parametrize(("edition", "code", "hint"), [("es", "T007", "es-MX"), ("fr-CA", "T007", ""), ("paralel", "E028", "parallel")])
def test_an_unknown_edition_is_a_mistake_of_usage(edition: str, code: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        wanted(Wish(editions=(edition,)), checked_atlantis())
    (told,) = raised.value.diagnostics
    assert told.code == code and hint in told.hint


def test_a_booklet_back_to_back_is_folded_from_press_pages_of_both_languages() -> None:
    booklet = Product("tides", "tumble", Medium.BOOKLET, "a4")
    press = [Product("tides", edition, Medium.PRESS, "a4") for edition in ("tumble", *TAGS)]
    assert set(with_needs([booklet], TAGS)) == {booklet, *press}
    assert [level(one, TAGS) for one in (*press[1:], press[0], booklet)] == [0, 0, 1, 2]
    assert needs(Product("tides", "parallel", Medium.PRESS), TAGS) == ()


@pytest.mark.parametrize("product", [Product("tides", "en-CA", Medium.PRESS), Product(FOLDER, "en-CA+es-MX", Medium.BOOKLET, "a4")])
def test_a_product_is_known_again_by_its_form(product: Product) -> None:
    assert product_of(product.slug, product.form) == product
    assert list(entries_of({"print": {product.slug: {product.form: {"pages": 2}}}})) == [product]


def test_another_trim_has_the_same_type_area_so_that_all_lines_and_pages_are_the_same() -> None:
    own = checked_atlantis().loaded.tokens.page
    other = own.on_trim(*map(Decimal, POINTS[TrimSize.A4]))
    assert (other.text_width, other.full_width, other.outdent) == (own.text_width, own.full_width, own.outdent)
    height = own.trim.height - own.margins.top - own.margins.bottom
    assert other.trim.height - other.margins.top - other.margins.bottom == height
    assert other.trim.width == Decimal("595.276") and other.margins.left > 36
