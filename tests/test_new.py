"""New: a project from two countries and some locales is right from its first minute, or is not there at all."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefgen.build import check_project, found
from briefgen.build.door import open_door, packaged_locales, starter_files
from briefgen.build.founding import TEXT_LANGUAGES, Founding, own_locales, project_files
from briefgen.cli import app
from briefgen.diagnostics import ContentError, UsageError
from briefgen.language.derived import derived_rules, lacking
from briefgen.language.digits import digits_text
from briefgen.language.locale import Locale, parse_locale
from briefgen.language.numbers import Form, quantity_text, unit_text
from briefgen.language.territories import countries, country_name, currencies_of, currency_words, endonym
from briefgen.publish import lay_down
from conftest import build_all
from language_locales import observed

DAY = datetime.date(2025, 10, 31)
PAIRS = (
    ("PER,NZL", "es-PE,en-NZ"), ("CHL,DEU", "es-CL,en-GB"), ("CAN,MEX", "en-CA,es-MX"), ("COD,COG", "en-ZA,es-ES,en-US"),
    ("CIV,BIH", "es-AR"), ("PER,NZL", "en-CA,es-MX"), ("ITA,ESP", "es-ES,en-IE"),
)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def own(tag: str, *partners: str) -> Locale:
    """A locale as a new project of two countries has it."""
    files = project_files(Founding((partners[0], partners[1]), (tag,), DAY))
    packaged = packaged_locales().get(tag, ("", ""))
    rules, messages = (files.get(f"locales/{tag}.{ending}", text.encode()) for ending, text in
                       zip(("toml", "po"), packaged, strict=True))
    return parse_locale(tag, rules.decode(), messages.decode())


@pytest.mark.parametrize(("partners", "locales"), PAIRS)
def test_a_new_project_is_right(tmp_path: Path, partners: str, locales: str) -> None:
    files = found(tmp_path / "new", partners, locales, "2025-10-31")
    checked, diagnostics = check_project(open_door(tmp_path / "new"))
    assert diagnostics == () and checked is not None
    project = checked.loaded.relationship.project
    assert project.partners == tuple(partners.split(",")) and project.locales == tuple(locales.split(","))
    assert project.as_of == DAY
    assert sorted(path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()) == (
        list(files)
    )
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_the_command_says_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("new", "andes", "--partners", "PER,NZL", "--locales", "es-PE,en-NZ")
    assert said.exit_code == 0 and said.stdout.startswith("andes: 19 files, ")
    assert run("check", "--project", "andes").exit_code == 0


def test_an_empty_folder_is_filled_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path().stat().st_ino
    assert run("new", ".", "--partners", "PER, NZL", "--locales", "es-PE").exit_code == 0
    assert tmp_path.stat().st_ino == before and run("check").exit_code == 0


def test_the_day_is_today_unless_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.build.founding.today", lambda: datetime.date(2033, 2, 1))
    found(tmp_path / "new", "PER,NZL", "es-PE", None)
    assert 'as_of: "2033-02-01"' in (tmp_path / "new" / "briefgen.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("partners", "locales", "day", "codes", "near"),
    [
        ("PER", "es-PE", "2025-10-31", ["E010"], "found PER"),
        ("", "es-PE", "2025-10-31", ["E010"], "found none"),
        ("PER,PER", "es-PE", "2025-10-31", ["E010"], "found PER, PER"),
        ("PER,NZL,CHL", "es-PE", "2025-10-31", ["E010"], "found PER, NZL, CHL"),
        ("PER,NZ", "es-PE", "2025-10-31", ["E009"], '"NZL"'),
        ("PER,New Zealand", "es-PE", "2025-10-31", ["E009"], '"NZL"'),
        ("per,NZL", "es-PE", "2025-10-31", ["E009"], '"PER"'),
        ("PER,XKK", "es-PE", "2025-10-31", ["E009"], '"XKK"'),
        ("PER,SUN", "es-PE", "2025-10-31", ["E009"], '"SUN"'),
        ("PER,NZL", "es", "2025-10-31", ["E011"], "es-"),
        ("PER,NZL", "es_PE", "2025-10-31", ["E011"], '"es-PE"'),
        ("PER,NZL", "es-DE", "2025-10-31", ["E011"], '"es-DE"'),
        ("PER,NZL", "", "2025-10-31", ["E011"], "found none"),
        ("PER,NZL", "es-PE,es-PE", "2025-10-31", ["E011"], '"es-PE" twice'),
        ("PER,NZL", "fr-CA", "2025-10-31", ["E012"], "en, es"),
        ("PER,NZL", "es-PE", "2025-02-30", ["E013"], '"2025-02-30"'),
        ("PER,NZL", "es-PE", "yesterday", ["E013"], '"yesterday"'),
        ("PER,NZL", "es-PE", "0001-01-01", ["E013"], '"0001-01-01"'),
        ("PE,PE", "es,fr-CA", "31", ["E009", "E010", "E011", "E012", "E013"], '"PER"'),
    ],
)
def test_wrong_words_are_told_all_at_once_and_leave_nothing(
    tmp_path: Path, partners: str, locales: str, day: str, codes: list[str], near: str
) -> None:
    with pytest.raises(UsageError) as caught:
        found(tmp_path / "deep" / "new", partners, locales, day)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == codes
    assert near in str(caught.value) and list(tmp_path.iterdir()) == []
    said = run("new", tmp_path / "new", "--partners", partners, "--locales", locales, "--as-of", day)
    assert said.exit_code == 2 and "Traceback" not in said.output and codes[0] in said.stderr


def test_a_folder_that_is_taken_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "there/letter.txt", "link"):
        with pytest.raises(UsageError, match="E008"):
            found(tmp_path / name, "PER,NZL", "es-PE", None)
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="E004"):
        found(tmp_path / "file" / "new", "PER,NZL", "es-PE", None)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    folder = tmp_path / "deep" / "new"
    if there:
        folder.mkdir(parents=True)

    def full(self: Path, _: bytes) -> None:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        lay_down(folder, {"a/b.yaml": b"a"})
    assert list(tmp_path.rglob("*")) == ([tmp_path / "deep", folder] if there else [])


def test_the_countries_are_those_of_the_standard() -> None:
    assert len(countries()) == 249 and countries()["PER"] == "PE"
    assert not {"SUN", "YUG", "DDR", "ZAR", "XKK", "ZZZ", "QQQ", "AAA", "EUE"} & set(countries())
    assert (country_name("PER", "es-PE"), country_name("NZL", "en-NZ")) == ("Perú", "New Zealand")
    assert country_name("COD", "en-IE") == "Congo (Kinshasa)"
    assert all(country_name(code, tag) for code in countries() for tag in ("en-NZ", "es-PE"))


def test_the_two_are_joined_as_the_language_does() -> None:
    def pair(one: str, other: str, tag: str) -> str:
        return project_files(Founding((one, other), (tag,), DAY))["briefgen.yaml"].decode().split(f"{tag}: \"")[1].split(":")[0]

    assert pair("PER", "NZL", "es-PE") == "Perú y Nueva Zelanda"
    assert pair("CHL", "IRL", "es-CL") == "Chile e Irlanda"
    assert pair("NZL", "PER", "en-NZ") == "New Zealand and Peru"


def test_currencies_are_those_of_the_day() -> None:
    assert currencies_of("DEU", DAY) == ("EUR",) and currencies_of("PAN", DAY) == ("PAB", "USD")
    assert currencies_of("ATA", DAY) == ()
    assert currency_words("NZD", "en-NZ").symbol == "NZ$" and currency_words("PEN", "es-PE").other == "soles peruanos"
    assert currency_words("CLP", "en-IE").symbol == "CLP\u00a0"


def test_a_symbol_of_letters_keeps_its_space_but_not_in_a_head() -> None:
    locale = own("en-IE", "CHL", "IRL")
    assert quantity_text(observed("21.3", "CLP", multiplier=9), locale, Form.PROSE, qualified=False) == (
        "CLP\u00a021.3\u00a0billion"
    )
    assert (unit_text("CLP", 0, locale), unit_text("CLP", 9, locale)) == ("CLP", "CLP\u00a0billion")


def test_digits_follow_the_region() -> None:
    pattern = own("es-CL", "CHL", "IRL").rules.numbers.pattern
    assert digits_text(Decimal("17574003.5"), "es-CL", pattern) == "17.574.003,5"
    assert digits_text(Decimal("17574003.5"), "es-PE", own("es-PE", "PER", "NZL").rules.numbers.pattern) == "17,574,003.5"
    assert own("en-IN", "IND", "CAN").rules.numbers.pattern == "#,##,##0"
    assert own("es-ES", "ESP", "CAN").rules.numbers.per_cent_sign == "{number}\u00a0%"
    assert own("es-CL", "CHL", "CAN").rules.numbers.per_cent_sign == "{number}%"


def test_english_dates_follow_the_region() -> None:
    rules = own("en-NZ", "PER", "NZL").rules.dates
    assert (rules.prose.day, rules.seasons[2]) == ("{day} {month} {year}", "autumn")
    rules = own("en-US", "USA", "MEX").rules.dates
    assert (rules.prose.day, rules.seasons[2]) == ("{month} {day}, {year}", "fall")


def test_a_locale_of_the_package_is_brought_only_for_what_it_lacks() -> None:
    assert own_locales(Founding(("CAN", "MEX"), ("en-CA", "es-MX"), DAY)) == {}
    brought = own_locales(Founding(("CAN", "NZL"), ("en-CA", "es-PE"), DAY))
    assert {tag: sorted(texts) for tag, texts in brought.items()} == {"en-CA": ["toml"], "es-PE": ["po", "toml"]}
    assert lacking(brought["en-CA"]["toml"], ("CAD", "NZD")) == ()
    text = packaged_locales()["en-CA"][0]
    assert derived_rules("en-CA", "en-CA", text, ()) == text


def test_what_is_derived_says_from_what_and_names_only_itself() -> None:
    for tag, base in (("es-PE", "es-MX"), ("en-NZ", "en-CA")):
        texts = own_locales(Founding(("PER", "NZL"), (tag,), DAY))[tag]
        assert all(text.startswith(f"# {tag}, derived from {base}: ") and text.count(base) == 1 for text in texts.values())
        assert f"Language: {tag.replace('-', '_')}\\n" in texts["po"]
    assert endonym("es-PE") == "Español"


def test_a_project_of_its_own_locale_wins_over_the_package(tmp_path: Path) -> None:
    found(tmp_path / "new", "CAN,MEX", "en-CA,es-MX", None)
    folder = tmp_path / "new" / "locales"
    folder.mkdir()
    message = packaged_locales()["en-CA"][1].replace('msgstr "Figure"', 'msgstr "Illustration"')
    (folder / "en-CA.po").write_text(message, encoding="utf-8")
    checked, diagnostics = check_project(open_door(tmp_path / "new"))
    assert diagnostics == () and checked is not None
    assert checked.locales["en-CA"].message("figure") == "Illustration"


def test_a_locale_of_one_file_is_not_whole(tmp_path: Path) -> None:
    found(tmp_path / "new", "PER,NZL", "es-PE,en-NZ", None)
    (tmp_path / "new" / "locales" / "es-PE.po").unlink()
    (tmp_path / "new" / "locales" / "notes.toml").write_text("", encoding="utf-8")
    _, diagnostics = check_project(open_door(tmp_path / "new"))
    assert [(d.code, d.location.file) for d in diagnostics] == [("T006", "briefgen.yaml"), ("D035", "locales/notes.toml")]
    assert "found only locales/es-PE.toml" in diagnostics[0].message
    (tmp_path / "new" / "locales" / "en-NZ.toml").write_bytes(b"\xff")
    with pytest.raises(ContentError, match="D001"):
        open_door(tmp_path / "new")


def test_the_imprint_is_a_text_like_others(tmp_path: Path) -> None:
    found(tmp_path / "new", "PER,NZL", "es-PE,en-NZ", None)
    door = open_door(tmp_path / "new")
    tokens = door.files["styles/tokens.yaml"].decode().partition("imprint:")[0]
    files = {**door.files, "styles/tokens.yaml": (tokens + "imprint:\n  - es-PE: Gracias\n  - {en-NZ: A percent, es-PE: Así}\n").encode()}
    _, diagnostics = check_project(replace(door, files=files))
    assert [(d.code, d.location.file) for d in diagnostics] == [("D026", "styles/tokens.yaml"), ("T005", "styles/tokens.yaml")]


def test_the_starter_speaks_every_language_of_the_package() -> None:
    languages = {tag.split("-")[0] for tag in packaged_locales()}
    assert languages == TEXT_LANGUAGES
    assert languages == {Path(name).stem for name in starter_files() if name.startswith("briefs/") and name.endswith(".md")}


def test_the_look_is_one_file_and_not_that_of_this_project() -> None:
    assert [name for name in starter_files() if name.startswith("styles/")] == ["styles/tokens.yaml"]
    here = (Path(__file__).parents[1] / "styles" / "tokens.yaml").read_text(encoding="utf-8")
    for colour in ("deep", "night", "ochre", "brick", "mist", "sand"):
        line = next(line for line in starter_files()["styles/tokens.yaml"].splitlines() if line.startswith(f"  {colour}: "))
        assert line.split(", cmyk")[0] not in here


@pytest.mark.slow
def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    found(tmp_path / "new", "CHL,NZL", "es-CL,en-NZ", "2025-10-31")
    built = build_all(tmp_path / "new")
    assert [(line.slug, line.edition) for line in built.lines] == [("first-brief", "es-CL"), ("first-brief", "en-NZ")]
    assert built.warnings == () and all(line.path.is_file() for line in built.lines)
    assert build_all(tmp_path / "new").nothing_to_do
    rules = tmp_path / "new" / "locales" / "es-CL.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# read once more\n", encoding="utf-8")
    assert not build_all(tmp_path / "new").nothing_to_do
