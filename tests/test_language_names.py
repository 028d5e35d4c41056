"""Names: in full once, by acronym after that; lists joined as the language joins them."""

from __future__ import annotations

import pytest

from briefgen.language.names import MissingName, NameForm, NameText, language_text, list_text, name_text
from briefgen.model.record import LocalText
from briefgen.model.relationship import Actor, ActorKind
from language_locales import shipped

EN, ES = shipped("en-CA"), shipped("es-MX")
NAMES = LocalText.model_validate({"en-CA": "Tide Office", "es-MX": "Oficina de las Mareas"})
TIDES = Actor(id="tides", kind=ActorKind.AGENCY, name=NAMES, acronym=LocalText.model_validate({"es-MX": "OM"}))
NOBODY: frozenset[str] = frozenset()


def test_the_first_mention_introduces_the_acronym() -> None:
    assert name_text(TIDES, ES, NOBODY, NameForm.AUTO) == NameText("Oficina de las Mareas (OM)", "OM", "tides")
    assert name_text(TIDES, ES, frozenset({"tides"}), NameForm.AUTO) == NameText("OM", "OM", None)


@pytest.mark.parametrize(("form", "expected"), [
    (NameForm.FULL, "Oficina de las Mareas (OM)"), (NameForm.NAME, "Oficina de las Mareas"), (NameForm.ACRONYM, "OM"),
])
def test_an_author_can_ask_for_a_form(form: NameForm, expected: str) -> None:
    assert name_text(TIDES, ES, frozenset({"tides"}), form).text == expected


def test_a_name_alone_does_not_introduce_the_acronym() -> None:
    assert name_text(TIDES, ES, NOBODY, NameForm.NAME).mentioned is None


@pytest.mark.parametrize("form", list(NameForm))
def test_without_an_acronym_in_this_locale_it_is_the_name(form: NameForm) -> None:
    printed = name_text(TIDES, EN, frozenset({"tides"}), form)
    assert (printed.text, printed.acronym) == ("Tide Office", None)


def test_a_name_is_never_taken_from_another_locale() -> None:
    actor = TIDES.model_copy(update={"name": LocalText.model_validate({"en-CA": "Tide Office"})})
    with pytest.raises(MissingName, match="tides has no name in es-MX"):
        name_text(actor, ES, NOBODY, NameForm.AUTO)


@pytest.mark.parametrize(("members", "english", "spanish"), [
    ((), "", ""),
    (("Ana",), "Ana", "Ana"),
    (("Ana", "Luis"), "Ana and Luis", "Ana y Luis"),
    (("Ana", "Luis", "Eva"), "Ana, Luis and Eva", "Ana, Luis y Eva"),
    (("Ana", "Isabel"), "Ana and Isabel", "Ana e Isabel"),
    (("padre", "hijo"), "padre and hijo", "padre e hijo"),
    (("agua", "hielo"), "agua and hielo", "agua y hielo"),
    (("Ana", "«Íntima»"), "Ana and «Íntima»", "Ana e «Íntima»"),
])
def test_lists(members: tuple[str, ...], english: str, spanish: str) -> None:
    assert [list_text(members, locale) for locale in (EN, ES)] == [english, spanish]


def test_languages_have_names_in_each_other() -> None:
    assert (language_text("es-MX", EN), language_text("en-CA", ES)) == ("Spanish", "inglés")
