"""Fiction: a chart of each kind from made-up values, for a specimen of a project that has none of that kind.

Nothing of it is said of anybody: partners, places and issues are letters, so that no language needs words for them, and the
note below each chart says that its values are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from briefgen.language.locale import Locale
from briefgen.model.brief import Project, Relationship
from briefgen.model.chart import Chart, ChartKind, Width
from briefgen.model.finding import Finding, Operation
from briefgen.model.observation import Observation, Qualifier, Status
from briefgen.model.record import LocalText, Table
from briefgen.model.reference import QuantityIndex

PARTNERS = ("AUS", "NZL")
"""Two countries whose outlines a map can be drawn on; they are called A and B."""
_NONE = "fiction"
_PLACES: Mapping[str, tuple[str, str, str, tuple[str, str]]] = {
    "place_a": ("province", "AUS", "A 1", ("-20.9", "142.7")), "place_b": ("province", "AUS", "A 2", ("-30.0", "135.2")),
    "place_c": ("city", "AUS", "A 3", ("-32.0", "116.0")), "place_d": ("state", "NZL", "B 1", ("-37.8", "175.3")),
    "place_e": ("state", "NZL", "B 2", ("-41.6", "173.2")), "place_f": ("city", "NZL", "B 3", ("-44.6", "169.6")),
}
_SERIES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "flow": {"NZL": {"2001": "31", "2002": "34", "2003": "29", "2004": "42", "2005": "47"},
             "XCC": {"2001": "52", "2002": "50", "2003": "58", "2004": "55", "2005": "61"},
             "XDD": {"2001": "18", "2002": "21", "2003": "22", "2004": "17", "2005": "12"}},
    "part": {"NZL": {"2004": "60", "2005": "45"}, "XCC": {"2004": "30", "2005": "35"}, "XDD": {"2004": "10", "2005": "20"}},
    "whole": {"NZL": {"2005": "100"}},
}


@dataclass(frozen=True, slots=True)
class Fiction:
    """What made-up charts are drawn from, and one of each kind."""

    relationship: Relationship
    index: QuantityIndex
    charts: Mapping[ChartKind, Chart]


def fiction_for(project: Project, locales: tuple[Locale, ...]) -> Fiction:
    """The same made-up values in the languages of a project."""
    tags = tuple(locale.tag for locale in locales)
    said = {name: LocalText.model_validate({locale.tag: locale.message(f"specimen_{name}") for locale in locales})
            for name in ("chart_title", "chart_subtitle", "fiction")}
    own = project.model_copy(update={"partners": PARTNERS})
    relationship = _relationship(own, next(iter(project.themes)), tags)
    words = {"title": said["chart_title"], "subtitle": said["chart_subtitle"], "note": said["fiction"], "width": Width.FULL}
    return Fiction(relationship, _index(relationship), {
        kind: Chart.model_validate({"id": f"fiction_{kind}", "kind": kind, **words, **fields})
        for kind, fields in _charts(tags).items()
    })


def _same(text: str, tags: tuple[str, ...]) -> dict[str, str]:
    return dict.fromkeys(tags, text)


def _relationship(project: Project, theme: str, tags: tuple[str, ...]) -> Relationship:
    rows: dict[str, dict[str, Any]] = {
        "actors": _actors(tags), "indicators": _indicators(theme, tags), "agreements": _agreements(theme),
        "mechanisms": {"body": {
            "name": _same("A", tags), "kind": "dialogue", "created": "2001", "status": "active", "theme": theme,
            "purpose": _same("A", tags), "source": _NONE,
            "parts": [{"id": f"part_{letter.lower()}", "name": _same(letter, tags)} for letter in "BCDE"],
        }},
        "events": {f"event_{number}": {"date": date, "name": _same(chr(64 + number), tags), "kind": "meeting", "theme": theme,
                                       "source": _NONE}
                   for number, date in enumerate(("2001", "2001-09", "2002-05", "2003", "2004-02", "2005-03", "2005-11"), 1)},
        "issues": _issues(theme, tags),
    }
    models = {name: get_args(field.annotation)[0] for name, field in Relationship.model_fields.items() if name != "project"}
    tables = {name: Table({key: model.model_validate({"id": key, **row}) for key, row in rows.get(name, {}).items()})
              for name, model in models.items()}
    return Relationship(project=project, **tables)


def _actors(tags: tuple[str, ...]) -> dict[str, Any]:
    named = zip((*PARTNERS, "XCC", "XDD"), "ABCD", strict=True)
    capitals = {"AUS": ("-35.3", "149.1"), "NZL": ("-41.3", "174.8")}
    countries: dict[str, Any] = {
        key: {"kind": "country", "name": _same(letter, tags), **({"at": _at(capitals[key])} if key in capitals else {})}
        for key, letter in named
    }
    places = {
        key: {"kind": kind, "country": country, "name": _same(name, tags), "at": _at(at)}
        for key, (kind, country, name, at) in _PLACES.items()
    }
    return {**countries, **places}


def _at(place: tuple[str, str]) -> dict[str, str]:
    return {"latitude": place[0], "longitude": place[1], "source": _NONE}


def _indicators(theme: str, tags: tuple[str, ...]) -> dict[str, Any]:
    counted_there = [{"reporter": "NZL", "counterpart": "AUS", "source": _NONE, "observations": {"2005": "41"}}]
    return {
        name: {"name": _same(name[0].upper(), tags), "theme": theme, "unit": "per_cent" if name == "part" else "count",
               **({"measure": "share"} if name == "part" else {}),
               "series": [{"reporter": "AUS", "counterpart": other, "source": _NONE, "observations": dict(values)}
                          for other, values in series.items()]
               + (counted_there if name == "flow" else [])}
        for name, series in _SERIES.items()
    }


def _agreements(theme: str) -> dict[str, Any]:
    made = (
        ("tie_1", "cooperation", "subnational", "place_a", "place_d"),
        ("tie_2", "cooperation", "subnational", "place_b", "place_d"),
        ("tie_3", "statement_of_intent", "subnational", "place_b", "place_e"),
        ("tie_4", "cooperation", "municipal", "place_c", "place_f"), ("office", "office", "subnational", "place_a", "NZL"),
    )
    return {name: {"kind": kind, "level": level, "parties": [one, other], "theme": theme, "source": _NONE}
            for name, kind, level, one, other in made}


def _issues(theme: str, tags: tuple[str, ...]) -> dict[str, Any]:
    made = (
        ("challenge", "A", ("federal", "subnational"), ("governments", "business"), ("B", "C")),
        ("challenge", "B", ("federal",), ("business", "travellers"), ("D",)),
        ("challenge", "C", ("municipal",), ("civil_society", "travellers"), ("D",)),
        ("challenge", "D", ("subnational", "municipal"), ("business",), ("E",)),
        ("opportunity", "E", ("federal",), ("governments", "business"), ()),
        ("opportunity", "F", ("federal", "municipal"), ("business", "civil_society"), ()),
    )
    return {
        f"issue_{letter.lower()}": {
            "kind": kind, "theme": theme, **dict.fromkeys(("name", "description", "remedy"), _same(letter, tags)),
            "levels": levels, "groups": groups, "source": _NONE,
            "leads_to": [{"issue": f"issue_{to.lower()}", "because": _same(f"{letter}, {to}", tags)} for to in effects],
        }
        for kind, letter, levels, groups, effects in made
    }


def _index(relationship: Relationship) -> QuantityIndex:
    observations = relationship.observations()
    named = {one.id: one for one in observations}
    first, second = named["flow:AUS-NZL@2005"], named["flow:NZL-AUS@2005"]
    tags = relationship.project.locales
    findings = (
        _finding("gap", "6", Operation.DIFFERENCE, "A, B", tags, first, second),
        *(_finding(f"piece_{letter.lower()}", value, Operation.SUM, letter, tags, first)
          for letter, value in (("A", "48"), ("B", "30"), ("C", "22"))),
        _finding("pieces", "100", Operation.SUM, "A, B, C", tags, first),
    )
    return QuantityIndex(observations, {one.id: one for one in findings}, PARTNERS)


def _finding(name: str, value: str, operation: Operation, label: str, tags: tuple[str, ...], *operands: Observation) -> Finding:
    first = operands[0]
    return Finding.model_validate({
        "id": name, "operation": operation, "value": Decimal(value), "exact": Decimal(value), "qualifier": Qualifier.EXACT,
        "status": Status.FINAL, "unit": first.unit, "multiplier": first.multiplier, "period": first.period,
        "operands": operands, "name": _same(label, tags),
    })


def _charts(tags: tuple[str, ...]) -> dict[ChartKind, dict[str, Any]]:
    """What each kind shows of it."""
    flow = {name: f"flow:AUS-{name}" for name in ("NZL", "XCC", "XDD")}
    latest, pieces = _values(*(f"{one}@2005" for one in flow.values())), _values("piece_a", "piece_b", "piece_c")
    first = (f"{flow['NZL']}@2005",)
    years, lettered = range(2001, 2006), tuple(zip("BCD", flow.values(), strict=True))
    return {
        ChartKind.BAR: {"marks": latest, "emphasis": first},
        ChartKind.DOT: {"marks": latest, "emphasis": first, "order": "ascending"},
        ChartKind.LINE: {"marks": _values(*(f"{flow[name]}@{year}" for name in ("NZL", "XCC") for year in years)),
                         "emphasis": first},
        ChartKind.STACK: {"marks": pieces, "whole": "whole:AUS-NZL@2005"},
        ChartKind.WATERFALL: {"marks": pieces, "whole": "whole:AUS-NZL@2005"},
        ChartKind.MIRROR: {"marks": _values("flow:AUS-NZL@2005", "flow:NZL-AUS@2005"), "gap": "gap"},
        ChartKind.SLOPE: {"panels": _panels(tags, {letter: [f"{one}@2001", f"{one}@2005"] for letter, one in lettered}),
                          "emphasis": first},
        ChartKind.SHARE: {"panels": _panels(tags, {
            year: [f"part:AUS-{name}@{year}" for name in flow] for year in ("2004", "2005")})},
        ChartKind.MULTIPLES: {"panels": tuple({"label": _same(letter, tags), "series": one} for letter, one in lettered)},
        ChartKind.TIMELINE: {"events": tuple(f"event_{number}" for number in range(1, 8)), "emphasis": ("event_5",)},
        ChartKind.NETWORK: {"agreements": ("tie_1", "tie_2", "tie_3", "tie_4", "office")},
        ChartKind.MAP: {"agreements": ("tie_1", "tie_2", "tie_3", "tie_4", "office")},
        ChartKind.TREE: {"mechanism": "body"},
        ChartKind.MATRIX: {"records": "issues", "rows": "groups", "columns": ("levels",)},
        ChartKind.CHAIN: {"issues": tuple(f"issue_{letter}" for letter in "abcde"), "emphasis": ("issue_d",)},
    }


def _values(*references: str) -> tuple[dict[str, str], ...]:
    return tuple({"value": one} for one in references)


def _panels(tags: tuple[str, ...], held: Mapping[str, list[str]]) -> tuple[dict[str, Any], ...]:
    return tuple({"label": _same(label, tags), "marks": _values(*references)} for label, references in held.items())
