"""Reading: a mark as it will be drawn: its quantity, its label and text in one language, its size on the chart's scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.charts.account import (
    PANEL_HEADER,
    QUANTITY_HEADER,
    Account,
    once,
    quantity_row,
    sources_of,
)
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.scene import Scene
from briefgen.language.numbers import Form, quantity_text
from briefgen.language.phrase import contracted
from briefgen.model.chart import Chart, ChartKind, ColourRole, Mark, Order, Panel
from briefgen.model.finding import Finding, Quantity
from briefgen.model.observation import Observation, Qualifier
from briefgen.model.record import LocalText
from briefgen.model.unit import UnitKind

LIST_SEPARATOR = "; "
NAMED_BY_PERIOD = frozenset({ChartKind.LINE, ChartKind.SLOPE, ChartKind.MULTIPLES})
"""Kinds whose marks are known by their periods, unless they have a label."""


@dataclass(frozen=True)
class Reading:
    """One mark. `size` is signed, in the chart's unit at the largest multiplier of its marks."""

    mark: Mark
    quantity: Quantity
    label: str
    text: str
    size: float
    colour: str
    emphasised: bool

    @property
    def origin(self) -> Observation:
        """The observation itself, or a finding's first operand."""
        return origin_of(self.quantity)


def origin_of(quantity: Quantity) -> Observation:
    """The observation itself, or a finding's first operand."""
    return quantity.operands[0] if isinstance(quantity, Finding) else quantity


def read_marks(chart: Chart, scene: Scene) -> tuple[Reading, ...]:
    """The chart's marks and the observations of its series, in the chart's order and on one scale.

    Raises:
        ChartError: if there is none, if the units differ (convert first, with a dated rate) or, for money, the lengths
            of the periods do.
        UnknownReference, AmbiguousReference: if a reference means nothing, or several observations.
    """
    named = _named(chart.marks, chart.series, scene)
    if not named:
        raise ChartError(ChartFault.MISSING_DATA, f"expected marks or a series in the chart {chart.id}, found none")
    return ordered(_readings(named, chart, None, scene), chart.order)


def ordered(readings: Sequence[Reading], order: Order) -> tuple[Reading, ...]:
    """Readings as given, or sorted by their size; equals stay as given."""
    if order is Order.GIVEN:
        return tuple(readings)
    return tuple(sorted(readings, key=lambda r: -r.size if order is Order.DESCENDING else r.size))


@dataclass(frozen=True)
class PanelReading:
    """A panel as it will be drawn; its readings are on one scale, in the unit of the largest multiplier among them."""

    panel: Panel
    label: str
    readings: tuple[Reading, ...]

    @property
    def emphasised(self) -> bool:
        """Whether one of its marks is."""
        return any(reading.emphasised for reading in self.readings)


def read_panels(chart: Chart, scene: Scene) -> tuple[PanelReading, ...]:
    """The chart's panels, each on a scale of its own.

    Raises:
        ChartError: if there is no panel, one has no marks, or its marks cannot stand on one scale.
        UnknownReference, AmbiguousReference: if a reference means nothing, or several observations.
    """
    if not chart.panels:
        raise ChartError(ChartFault.MISSING_DATA, f"expected panels in the chart {chart.id}, found none")
    panels = []
    for panel in chart.panels:
        label = scene.local(panel.label)
        named = _named(panel.marks, panel.series, scene)
        if not named:
            raise ChartError(ChartFault.MISSING_DATA, f"expected marks or a series in the panel \"{label}\", found none")
        panels.append(PanelReading(panel, label, _readings(named, chart, panel.colour, scene)))
    return tuple(panels)


def shared_multiplier(panels: Sequence[PanelReading]) -> int:
    """The multiplier of one scale for all panels.

    Raises:
        ChartError: if their marks may not stand on one scale.
    """
    quantities = [reading.quantity for panel in panels for reading in panel.readings]
    check_comparable(quantities)
    return max(quantity.multiplier for quantity in quantities)


@dataclass(frozen=True)
class _Named:
    mark: Mark
    quantity: Quantity
    by_period: bool


def _named(marks: Sequence[Mark], series: str | None, scene: Scene) -> tuple[_Named, ...]:
    """The quantities of marks, then the observations of a series, which their periods name."""
    observations = scene.quantities.series(series) if series else ()
    return (
        *(_Named(mark, scene.quantities.resolve(mark.value), by_period=False) for mark in marks),
        *(_Named(Mark(value=observation.id), observation, by_period=True) for observation in observations),
    )


def _readings(named: Sequence[_Named], chart: Chart, colour: ColourRole | None, scene: Scene) -> tuple[Reading, ...]:
    check_comparable(tuple(entry.quantity for entry in named))
    multiplier = max(entry.quantity.multiplier for entry in named)
    stressed = {scene.quantities.resolve(text).id for text in chart.emphasis}

    def read(entry: _Named) -> Reading:
        mark, quantity = entry.mark, entry.quantity
        by_period = entry.by_period or (chart.kind in NAMED_BY_PERIOD and not (mark.label or mark.label_from))
        label = scene.period(quantity.period, short=False) if by_period else label_of(mark, quantity, chart.kind, scene)
        return Reading(
            mark, quantity, label, value_text(quantity, scene), on_scale(quantity, multiplier),
            mark.colour or colour or ("deep" if not stressed or quantity.id in stressed else "mist"), quantity.id in stressed,
        )

    return tuple(read(entry) for entry in named)


def check_comparable(quantities: Iterable[Quantity]) -> None:
    """Makes sure that quantities may stand on one scale.

    Raises:
        ChartError: if they differ in unit or, for money, in the length of their periods.
    """
    first, *others = quantities
    for other in others:
        if other.unit != first.unit:
            raise ChartError(
                ChartFault.MIXED_UNITS,
                f"expected one unit, found {first.unit} ({first.id}) and {other.unit} ({other.id})",
            )
        if first.kind is UnitKind.CURRENCY and other.period.months != first.period.months:
            raise ChartError(
                ChartFault.MIXED_UNITS,
                f"expected periods of one length, found {first.period} ({first.id}) and {other.period} ({other.id})",
            )


def on_scale(quantity: Quantity, multiplier: int) -> float:
    """The value in units of 10**`multiplier`, as a float, for drawing alone."""
    return float(quantity.amount.scaleb(-multiplier))


def value_text(quantity: Quantity, scene: Scene, form: Form = Form.AXIS) -> str:
    """A quantity as charts print it: digits as recorded, and the source's reservation in words, never as a sign.

    A reservation about a decline speaks of its magnitude, so it prints as "down more than 10%". Where no caption gives
    the unit, as in alternative texts, the form is `Form.KEY`, which names it.
    """
    return scene.said(lambda voice: _value_text(quantity, voice, form))


def _value_text(quantity: Quantity, scene: Scene, form: Form) -> str:
    if quantity.qualifier is Qualifier.EXACT:
        return quantity_text(quantity, scene.locale, form, qualified=False)
    magnitude = quantity.model_copy(update={"value": quantity.value.copy_abs()})
    numbers = scene.locale.rules.numbers
    text = numbers.qualified.format_map({
        "qualifier": getattr(numbers.qualifiers, quantity.qualifier.value),
        "quantity": quantity_text(magnitude, scene.locale, form, qualified=False),
    })
    text = contracted(text, scene.locale.rules.contractions)
    return scene.message("down_by", value=text) if quantity.value < 0 else text


def label_of(mark: Mark, quantity: Quantity, kind: ChartKind, scene: Scene) -> str:
    """A mark's label: its own, that of the record it names, or what the kind of chart prints by default.

    Raises:
        ChartError: if there is nothing to print.
    """
    if mark.label:
        return scene.local(mark.label)
    if mark.label_from:
        return scene.local(_name_of_record(mark.label_from, scene))
    if isinstance(quantity, Finding) and quantity.name and kind is not ChartKind.MIRROR:
        return scene.local(quantity.name)
    origin = origin_of(quantity)
    who = (origin.reporter, origin.counterpart) if kind is ChartKind.MIRROR else (origin.counterpart, origin.reporter)
    actor = who[0] or who[1]
    if actor is None:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a label for {quantity.id}, which names no counterpart")
    return scene.actor_name(actor)


def whole_label(quantity: Quantity, scene: Scene) -> str:
    """The name of a quantity that no mark labels, such as a whole: the finding's own, or the indicator's."""
    if isinstance(quantity, Finding) and quantity.name:
        return scene.local(quantity.name)
    return scene.local(scene.relationship.indicators[origin_of(quantity).indicator].name)


def _name_of_record(record_id: str, scene: Scene) -> LocalText:
    tables = scene.relationship
    projects = {p.id: p.name for programme in tables.programmes.values() for p in programme.projects}
    for table in (tables.actors, tables.indicators, tables.findings, tables.programmes, tables.mechanisms, tables.events):
        name = getattr(table.get(record_id), "name", None)
        if isinstance(name, LocalText):
            return name
    if record_id in projects:
        return projects[record_id]
    raise ChartError(ChartFault.MISSING_DATA, f"expected a record with a name for label_from, found \"{record_id}\"")


def alt_text(msgid: str, readings: Sequence[Reading], scene: Scene, *more: str) -> str:
    """The alternative text of a chart of quantities: each label and value, what else it shows, what it emphasizes."""
    values = [scene.message("alt_value", label=r.label, value=spoken(r, scene)) for r in readings]
    alt = scene.message(msgid, values=LIST_SEPARATOR.join((*values, *more)))
    return with_emphasis(alt, [r.label for r in readings if r.emphasised], scene)


def with_emphasis(alt: str, labels: Sequence[str], scene: Scene) -> str:
    """An alternative text, with the labels of what stands out."""
    if not labels:
        return alt
    return f"{alt} {scene.message('alt_emphasis', labels=LIST_SEPARATOR.join(labels))}"


def spoken(reading: Reading, scene: Scene) -> str:
    """A value for an alternative text: with its unit, and saying so where it is only a bound."""
    text = value_text(reading.quantity, scene, Form.AXIS if reading.quantity.kind is UnitKind.RANK else Form.KEY)
    if reading.quantity.qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
        return scene.message("alt_bound", value=text)
    return text


def account_of(readings: Iterable[Reading], alt: str, more: Iterable[tuple[Quantity, str, str]] = ()) -> Account:
    """The account of a chart of quantities; `more` are quantities besides the marks, with their labels and texts."""
    entries = [*((r.quantity, r.label, r.text) for r in readings), *more]
    return Account(
        alt=alt,
        header=QUANTITY_HEADER,
        rows=tuple(quantity_row(quantity, label) for quantity, label, _ in entries),
        sources=once(source for quantity, _, _ in entries for source in sources_of(quantity)),
        texts=tuple((quantity.id, text) for quantity, _, text in entries),
    )


def panels_account(panels: Sequence[PanelReading], alt: str, wholes: Sequence[tuple[str, Quantity, str, str]] = ()) -> Account:
    """The account of a chart of panels; `wholes` are quantities besides the marks: panel, quantity, label and text."""
    entries = [(panel.label, r.quantity, r.label, r.text) for panel in panels for r in panel.readings]
    entries += wholes
    return Account(
        alt=alt,
        header=PANEL_HEADER,
        rows=tuple((panel, *quantity_row(quantity, label)) for panel, quantity, label, _ in entries),
        sources=once(source for _, quantity, _, _ in entries for source in sources_of(quantity)),
        texts=tuple((quantity.id, text) for _, quantity, _, text in entries),
    )
