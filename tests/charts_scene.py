"""A fictional pair of countries for the tests of charts: Atlantis and Lemuria, their neighbours, numbers and events."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import font_source_sans_pro  # type: ignore[import-untyped]  # a package of font files
import yaml

from briefgen.charts import Drawing, FontFile, Scene, draw
from briefgen.charts.frame import KINDS, sheet_width
from briefgen.charts.surface import Surface
from briefgen.charts.typeface import Typeface
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart
from briefgen.model.finding import Finding, Operation
from briefgen.model.observation import Observation, Qualifier, Status
from briefgen.model.record import Table
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from language_locales import shipped

ROOT = Path(__file__).parents[1]
TAGS = ("en-CA", "es-MX")

INDICATORS = """
trade:
  name: {en-CA: Trade, es-MX: Comercio}
  unit: CAD
  multiplier: "9"
  series:
    - {reporter: ATL, counterpart: LEM, source: census, observations: {"2031": "33.3"}}
    - {reporter: ATL, counterpart: MUU, source: census, observations: {"2031": "612"}}
    - {reporter: ATL, counterpart: AVA, source: census, multiplier: "6", observations: {"2031": "47100"}}
    - {reporter: LEM, counterpart: ATL, source: ledger, unit: USD, observations: {"2031": "29.4"}}
trade_change:
  name: {en-CA: Change in trade, es-MX: Variación del comercio}
  unit: per_cent
  measure: change
  series:
    - {reporter: ATL, counterpart: MUU, source: census, observations: {"2030..2031": "-31.7"}}
    - {reporter: ATL, counterpart: AVA, source: census, observations: {"2030..2031": "8.4"}}
    - {reporter: ATL, counterpart: LEM, source: census, observations: {"2030..2031": {value: "-14", qualifier: more_than}}}
pearls:
  name: {en-CA: Pearl divers, es-MX: Buceadores de perlas}
  unit: persons
  series:
    - reporter: ATL
      counterpart: LEM
      source: census
      observations: {"2025": "4100", "2028": {value: "9700", qualifier: more_than}, "2029": {value: "7600", qualifier: nearly}}
    - {reporter: ATL, counterpart: MUU, source: census, observations: {"2025": "2200", "2028": "2900", "2029": {value: "3100", qualifier: less_than}}}
    - {reporter: ATL, counterpart: AVA, source: census, observations: {"2029": {value: "11000", qualifier: about}}}
grants:
  name: {en-CA: Grants, es-MX: Becas}
  unit: CAD
  multiplier: "6"
  series:
    - {reporter: ATL, counterpart: LEM, source: census, observations: {"2029": "2.4", "2030": "1.3"}}
    - {reporter: ATL, counterpart: MUU, source: ledger, observations: {"2031": {value: "4", qualifier: nearly}}}
divers_register:
  name: {en-CA: Registered divers, es-MX: Buceadores registrados}
  unit: persons
  series:
    - {reporter: ATL, counterpart: LEM, source: ledger, observations: {"2031": "7300", "2030": "6900"}}
catch:
  name: {en-CA: Share of the catch, es-MX: Parte de la pesca}
  unit: per_cent
  measure: share
  series:
    - {reporter: ATL, counterpart: LEM, source: census, observations: {"2030": "62", "2031": "55"}}
    - {reporter: ATL, counterpart: MUU, source: census, observations: {"2030": "31", "2031": {value: "45", qualifier: about}}}
"""
TABLES = """
actors:
  ATL: {kind: country, name: {en-CA: Atlantis, es-MX: Atlántida}, at: {latitude: "41.5", longitude: "-30", source: soundings}}
  LEM: {kind: country, name: {en-CA: Lemuria, es-MX: Lemuria}, at: {latitude: "15.2", longitude: "-28.1", source: soundings}}
  MUU: {kind: country, name: {en-CA: Mu, es-MX: Mu}}
  AVA: {kind: country, name: {en-CA: Avalon, es-MX: Ávalon}}
  north:
    kind: province
    country: ATL
    name: {en-CA: North Reef, es-MX: Arrecife del Norte}
    at: {latitude: "47.3", longitude: "-35", source: soundings}
  south:
    kind: province
    country: ATL
    name: {en-CA: South Reef, es-MX: Arrecife del Sur}
    at: {latitude: "36.1", longitude: "-24.8", source: soundings}
  coral:
    kind: state
    country: LEM
    name: {en-CA: Coral State, es-MX: Estado del Coral}
    at: {latitude: "18.4", longitude: "-33.3", source: soundings}
  kelp:
    kind: state
    country: LEM
    name: {en-CA: Kelp State, es-MX: Estado del Alga}
    at: {latitude: "12", longitude: "-22", source: soundings}
  foam: {kind: city, country: ATL, name: {en-CA: Foam, es-MX: Espuma}, at: {latitude: "46.9", longitude: "-28", source: soundings}}
  surf: {kind: city, country: LEM, name: {en-CA: Surf, es-MX: Oleaje}, at: {latitude: "18.5", longitude: "-33.2", source: soundings}}
  tide_office:
    kind: ministry
    country: ATL
    name: {en-CA: Tide Office, es-MX: Oficina de Mareas}
    acronym: {en-CA: TO, es-MX: OM}
agreements:
  north_coral: {kind: cooperation, level: subnational, parties: [north, coral], date: "2019", theme: sea, source: census}
  north_kelp: {kind: cooperation, level: subnational, parties: [north, kelp], theme: sea, source: ledger}
  south_kelp: {kind: statement_of_intent, level: subnational, parties: [kelp, south], date: "2024-03", theme: sea, source: census}
  foam_surf: {kind: cooperation, level: municipal, parties: [foam, surf], theme: sea, source: census}
  north_office: {kind: office, level: subnational, parties: [north, LEM], date: "201X", theme: sea, source: ledger}
  coral_office: {kind: office, level: subnational, parties: [coral], theme: sea, source: ledger}
  avalon_pact: {kind: treaty, level: federal, parties: [ATL, AVA], theme: sea, source: ledger}
mechanisms:
  tides:
    name: {en-CA: Dialogue on tides, es-MX: Diálogo sobre mareas}
    kind: dialogue
    created: "2012"
    status: active
    theme: sea
    purpose: {en-CA: Agree on tides, es-MX: Acordar las mareas}
    source: ledger
    parts:
      - {id: ebb, name: {en-CA: Ebb, es-MX: Reflujo}, leads: [tide_office], purpose: {en-CA: Measure the ebb, es-MX: Medir el reflujo}}
      - {id: flow, name: {en-CA: Flow, es-MX: Flujo}}
  bare: {name: {en-CA: Bare, es-MX: Solo}, kind: forum, status: active, theme: sea, purpose: {en-CA: Meet, es-MX: Reunirse}, source: ledger}
"""
SUBJECTS = ("Opening of the undersea tunnel", "Apertura del túnel submarino"), ("Eruption", "Erupción"), (
    "Interparliamentary meeting of the reefs", "Reunión interparlamentaria de los arrecifes")
DATES = ("1968", "198X", "1994-01-01", "1996", "2001", "2001-09-11", "2004", "2005", "2006", "2007", "2007-08", "2008", "2009",
         "2009-03", "2009-21", "2009-07", "2009-11", "2009-12-06/2009-12-09", "2010-01", "2010-01", "2010-05", "2010/2012")


class _Texts(yaml.BaseLoader):
    """Reads every scalar as text, as the project's loader does."""


def _table(rows: dict[str, Any]) -> dict[str, Any]:
    return {key: {"id": key, **row} for key, row in rows.items()}


def _events() -> dict[str, Any]:
    rows = {}
    for index, date in enumerate(DATES):
        english, spanish = SUBJECTS[index % len(SUBJECTS)]
        rows[f"event_{index}"] = {
            "date": date, "name": {"en-CA": english, "es-MX": spanish}, "kind": "meeting", "theme": "sea",
            "source": "census" if index % 2 else "ledger",
        }
    rows["visa"] = {
        "date": "2028-07",
        "name": {"en-CA": "the diving permit", "es-MX": "el permiso de buceo"},
        "label": {"en-CA": "Permit required", "es-MX": "Permiso exigido"},
        "kind": "decision",
        "theme": "sea",
        "source": "ledger",
    }
    return rows


@cache
def relationship() -> Relationship:
    tables = yaml.load(TABLES, _Texts)
    tables |= {"issues": yaml.load(ISSUES, _Texts)}
    tables |= {"events": _events(), "indicators": {k: {"theme": "sea", **v} for k, v in yaml.load(INDICATORS, _Texts).items()}}
    models = {name: get_args(field.annotation)[0] for name, field in Relationship.model_fields.items() if name != "project"}
    built = {
        name: Table({key: model.model_validate(row) for key, row in _table(tables.get(name, {})).items()})
        for name, model in models.items()
    }
    project = {
        "name": {"en-CA": "Reefs", "es-MX": "Arrecifes"}, "partners": ("ATL", "LEM"), "locales": TAGS, "as_of": "2031-12-31",
        "themes": {"sea": {"en-CA": "Sea", "es-MX": "Mar"}}, "publisher": {"en-CA": "P", "es-MX": "P"},
    }
    return Relationship.model_validate({"project": project, **built})


def finding(
    name: str, operation: Operation, value: str, *operands: Observation, qualifier: Qualifier = Qualifier.EXACT,
    label: str | None = None,
) -> Finding:
    """A finding as `briefgen.findings` would derive it."""
    first = operands[0]
    fields = {
        "id": name,
        "operation": operation,
        "value": Decimal(value),
        "qualifier": qualifier,
        "status": Status.FINAL,
        "unit": "CAD" if operation is Operation.CONVERSION else first.unit,
        "multiplier": first.multiplier,
        "period": first.period,
        "operands": operands,
        "name": {"en-CA": label, "es-MX": label} if label else None,
    }
    return Finding.model_validate({k: v for k, v in {**fields, "exact": Decimal(value)}.items() if k in Finding.model_fields})


@cache
def quantities() -> QuantityIndex:
    observations = relationship().observations()
    by_id = {o.id: o for o in observations}
    lemurian, grants = by_id["trade:LEM-ATL@2031"], (by_id["grants:ATL-LEM@2029"], by_id["grants:ATL-LEM@2030"])
    findings = (
        finding("lemurian_in_cad", Operation.CONVERSION, "37.6", lemurian),
        finding("gap", Operation.DIFFERENCE, "4.3", by_id["trade:ATL-LEM@2031"], label="Gap in trade"),
        finding("grants_sum", Operation.SUM, "3.7", *grants, label="Together"),
        finding("part_a", Operation.SHARE, "7100", by_id["pearls:ATL-LEM@2029"], label="Divers with a permit"),
        finding("part_b", Operation.SHARE, "2900", by_id["pearls:ATL-LEM@2029"], label="Divers without any permit"),
        finding("part_c", Operation.SHARE, "300", by_id["pearls:ATL-LEM@2029"], label="Divers of the royal household"),
    )
    return QuantityIndex(observations, {f.id: f for f in findings}, ("ATL", "LEM"))


@cache
def fonts() -> tuple[FontFile, ...]:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    faces = (("Regular", 400, False), ("It", 400, True), ("Semibold", 600, False), ("SemiboldIt", 600, True), ("Bold", 700, False))
    return tuple(
        FontFile("Source Sans Pro", folder / f"SourceSansPro-{name}.ttf", weight, italic) for name, weight, italic in faces
    )


@cache
def tokens() -> Tokens:
    return Tokens.model_validate(yaml.load((ROOT / "styles" / "tokens.yaml").read_text(encoding="utf-8"), _Texts))


@cache
def scene(tag: str = "en-CA") -> Scene:
    return Scene(relationship(), quantities(), shipped(tag), tokens(), fonts(), GEOGRAPHY)


def chart(kind: str, **fields: Any) -> Chart:
    """A chart of that kind; its marks may be given as references."""
    marks = tuple({"value": mark} if isinstance(mark, str) else mark for mark in fields.pop("marks", ()))
    title = {"en-CA": "Title", "es-MX": "Título"}
    return Chart.model_validate({"id": f"a_{kind}", "kind": kind, "title": title, "subtitle": title, "marks": marks, **fields})


def panel(english: str, spanish: str, *marks: str, **fields: Any) -> dict[str, Any]:
    """A panel of a chart; its marks are given as references."""
    return {"label": {"en-CA": english, "es-MX": spanish}, "marks": tuple({"value": mark} for mark in marks), **fields}


DRAWN: dict[str, Drawing] = {}


def drawn(kind: str, tag: str = "en-CA", **fields: Any) -> Drawing:
    """A drawing, made once for all tests that look at it."""
    key = repr((kind, tag, fields))
    if key not in DRAWN:
        DRAWN[key] = drawn_anew(kind, tag, **fields)
    return DRAWN[key]


def drawn_anew(kind: str, tag: str = "en-CA", **fields: Any) -> Drawing:
    return draw(chart(kind, **fields), scene(tag))


def surface_of(kind: str, tag: str = "en-CA", **fields: Any) -> Surface:
    """What a chart puts on paper, before it is painted; the labels and blocks are in points."""
    declared = chart(kind, **fields)
    page = tokens().page
    height = None if declared.height is None else declared.height * float(page.baseline)
    surface = Surface(sheet_width(declared.width, page), height, tokens(), Typeface("Source Sans Pro", fonts()))
    KINDS[declared.kind](declared, scene(tag), surface)
    return surface


ALL_EVENTS = tuple(f"event_{index}" for index in range(len(DATES)))
EXAMPLES: dict[str, dict[str, Any]] = {
    "bar": {"marks": ("trade:ATL-MUU@2031", "trade:ATL-AVA@2031", "trade:ATL-LEM@2031"), "emphasis": ("trade:ATL-LEM@2031",)},
    "line": {
        "marks": ("pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029", "pearls:ATL-MUU@2025",
                  "pearls:ATL-MUU@2028", "pearls:ATL-MUU@2029"),
        "annotations": ({"event": "visa"},), "emphasis": ("pearls:ATL-LEM@2029",),
    },
    "stack": {"marks": ("part_a", "part_b", "part_c"), "whole": "pearls:ATL-AVA@2029"},
    "mirror": {"marks": ("trade:ATL-LEM@2031", "lemurian_in_cad"), "gap": "gap"},
    "waterfall": {"marks": ("grants:ATL-LEM@2029", "grants:ATL-LEM@2030", "grants_sum"), "whole": "grants:ATL-MUU@2031"},
    "timeline": {"events": ALL_EVENTS, "emphasis": ("event_15",)},
    "network": {
        "agreements": ("north_coral", "north_kelp", "south_kelp", "foam_surf", "north_office", "coral_office"),
    },
    "tree": {"mechanism": "tides"},
    "dot": {
        "marks": ("pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029", "pearls:ATL-MUU@2029", "pearls:ATL-AVA@2029"),
        "emphasis": ("pearls:ATL-LEM@2029",), "order": "ascending",
    },
    "slope": {
        "panels": (
            panel("Divers from Lemuria", "Buceadores de Lemuria", "pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028"),
            panel("Divers from Mu", "Buceadores de Mu", "pearls:ATL-MUU@2025", "pearls:ATL-MUU@2028"),
        ),
        "emphasis": ("pearls:ATL-LEM@2028",),
    },
    "share": {
        "panels": (
            panel("Catch of 2030", "Pesca de 2030", "catch:ATL-LEM@2030", "catch:ATL-MUU@2030"),
            panel("Catch of 2031", "Pesca de 2031", "catch:ATL-LEM@2031", "catch:ATL-MUU@2031"),
        ),
    },
    "multiples": {
        "panels": (
            panel("Divers from Lemuria", "Buceadores de Lemuria", series="pearls:ATL-LEM", annotations=({"event": "visa"},)),
            panel("Divers from Mu", "Buceadores de Mu", series="pearls:ATL-MUU", colour="ochre"),
            panel("Grants for Lemuria", "Becas para Lemuria", "grants:ATL-LEM@2029", "grants:ATL-LEM@2030"),
        ),
        "emphasis": ("pearls:ATL-LEM@2029",),
    },
}
SERIES = {
    "bar": {"series": "pearls:ATL-LEM", "order": "descending"},
    "line": {"series": "pearls:ATL-LEM"},
}
WIDTHS = ("full", "column", "margin")
CASES = tuple((kind, width, tag) for kind in EXAMPLES for width in WIDTHS for tag in TAGS)

ISSUES = """
storms:
  kind: challenge
  theme: sea
  name: {en-CA: Storms that nobody foretells, es-MX: Tormentas que nadie anuncia}
  description: {en-CA: Storms come unannounced., es-MX: Las tormentas llegan sin aviso.}
  levels: [federal, subnational]
  groups: [governments, business]
  remedy: {en-CA: Foretell them, es-MX: Anunciarlas}
  leads_to:
    - {issue: wrecks, because: {en-CA: Ships are caught at sea., es-MX: Los barcos se ven sorprendidos en el mar.}}
    - {issue: fear, because: {en-CA: Families no longer trust the tides., es-MX: Las familias ya no confían en las mareas.}}
  source: census
wrecks:
  kind: challenge
  theme: sea
  name: {en-CA: Wrecks on the reef, es-MX: Naufragios en el arrecife}
  description: {en-CA: Ships run aground., es-MX: Los barcos encallan.}
  levels: [federal]
  groups: [business, travellers]
  remedy: {en-CA: Light the reef, es-MX: Iluminar el arrecife}
  leads_to:
    - {issue: ferries, because: {en-CA: Owners keep their ships in port., es-MX: Los armadores dejan sus barcos en el puerto.}}
  source: census
fear:
  kind: challenge
  theme: sea
  name: {en-CA: Fear of the crossing, es-MX: Miedo a la travesía}
  description: {en-CA: People stay at home., es-MX: La gente se queda en casa.}
  levels: [municipal]
  groups: [civil_society, travellers]
  remedy: {en-CA: Tell the truth, es-MX: Decir la verdad}
  leads_to:
    - {issue: ferries, because: {en-CA: Few buy tickets., es-MX: Pocos compran boletos.}}
  source: ledger
ferries:
  kind: challenge
  theme: sea
  name: {en-CA: Ferries cancelled, es-MX: Transbordadores cancelados}
  description: {en-CA: Half of the ferries are gone., es-MX: Ya no circula la mitad de los transbordadores.}
  levels: [subnational, municipal]
  groups: [business, travellers]
  remedy: {en-CA: Subsidize them, es-MX: Subsidiarlos}
  leads_to:
    - {issue: tunnel, because: {en-CA: Another way across is wanted., es-MX: Se busca otra manera de cruzar.}}
  source: census
tunnel:
  kind: opportunity
  theme: sea
  name: {en-CA: A tunnel under the sea, es-MX: Un túnel bajo el mar}
  description: {en-CA: The rock is soft., es-MX: La roca es blanda.}
  levels: [federal]
  groups: [governments, business]
  remedy: {en-CA: Dig, es-MX: Excavar}
  source: ledger
whirl:
  kind: challenge
  theme: sea
  name: {en-CA: A whirlpool, es-MX: Un remolino}
  description: {en-CA: Water turns., es-MX: El agua gira.}
  levels: [federal]
  groups: [governments]
  remedy: {en-CA: Wait, es-MX: Esperar}
  leads_to:
    - {issue: eddy, because: {en-CA: It spreads., es-MX: Se extiende.}}
  source: census
eddy:
  kind: challenge
  theme: sea
  name: {en-CA: An eddy, es-MX: Un torbellino}
  description: {en-CA: Water turns again., es-MX: El agua vuelve a girar.}
  levels: [federal]
  groups: [governments]
  remedy: {en-CA: Wait, es-MX: Esperar}
  leads_to:
    - {issue: whirl, because: {en-CA: It returns., es-MX: Regresa.}}
  source: census
"""
GEOGRAPHY = """
{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]},
 "objects": {
  "countries": {"type": "GeometryCollection", "geometries": [
   {"type": "MultiPolygon", "id": "ATL", "arcs": [[[0]]]},
   {"type": "MultiPolygon", "id": "LEM", "arcs": [[[1, 2]]]},
   {"type": "MultiPolygon", "id": "MUU", "arcs": [[[-3, 3]]]}]},
  "lakes": {"type": "MultiPolygon", "arcs": [[[4]]]},
  "borders": {"type": "GeometryCollection", "geometries": [{"type": "MultiLineString", "id": "ATL", "arcs": [[5]]}]}},
 "arcs": [
  [[-40, 33], [20, 0], [0, 17], [-20, 0], [0, -17]],
  [[-18, 8], [0, 15], [-20, 0], [0, -15]],
  [[-38, 8], [10, -3], [10, 3]],
  [[-38, 8], [5, -20], [15, 20]],
  [[-33, 40], [3, 0], [0, 2], [-3, 0], [0, -2]],
  [[-40, 42], [20, -1]]]}
"""
TIES = ("north_coral", "north_kelp", "south_kelp", "foam_surf", "north_office", "coral_office")
EXAMPLES |= {
    "matrix": {"records": "issues", "rows": "groups", "columns": ("levels",)},
    "chain": {"issues": ("storms", "wrecks", "fear", "ferries", "tunnel"), "emphasis": ("storms",)},
    "map": {"agreements": TIES, "emphasis": ("south_kelp",)},
}
CASES += tuple((kind, width, tag) for kind in ("matrix", "chain", "map") for width in WIDTHS for tag in TAGS)
