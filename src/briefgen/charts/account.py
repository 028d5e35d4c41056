"""Account: what a chart showed, derived from what it drew: table, alternative text, sources and quantities."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.charts.wording import wording, wordings
from briefgen.model.finding import Finding, Quantity

QUANTITY_HEADER = ("reference", "label", "period", "value", "unit", "multiplier", "qualifier", "status", "source")
PANEL_HEADER = ("panel", *QUANTITY_HEADER)
JOINED = ";"


@dataclass(frozen=True)
class Account:
    """A chart in words and in rows. `texts` pairs each quantity's id with its text as printed."""

    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def quantities(self) -> tuple[str, ...]:
        """The ids of the quantities printed, each once, in order."""
        return once(quantity for quantity, _ in self.texts)

    def csv(self, tags: tuple[str, ...] = ()) -> str:
        """The table as RFC 4180 has it, but with line feeds alone; a column in two languages becomes one for each of `tags`."""
        twice = [column for column in range(len(self.header)) if any(len(wordings(row[column])) > 1 for row in self.rows)]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_parted(self.header, twice, [f" ({tag})" for tag in tags]))
        writer.writerows(_parted(row, twice, [""] * len(tags)) for row in self.rows)
        return text.getvalue()


def _parted(row: tuple[str, ...], twice: Sequence[int], endings: Sequence[str]) -> list[str]:
    """A row with the cells of the columns `twice` once for each language, the ending of each behind it."""
    cells: list[str] = []
    for column, cell in enumerate(row):
        if column in twice:
            cells += [wording(cell, language) + ending for language, ending in enumerate(endings)]
        else:
            cells.append(cell)
    return cells


def once(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, in the order of its first appearance."""
    return tuple(dict.fromkeys(ids))


def sources_of(quantity: Quantity) -> tuple[str, ...]:
    """The sources of a quantity: a finding has those of its operands."""
    return quantity.sources if isinstance(quantity, Finding) else (quantity.source,)


def quantity_row(quantity: Quantity, label: str) -> tuple[str, ...]:
    """A quantity as recorded, under `QUANTITY_HEADER`."""
    return (
        quantity.id, label, str(quantity.period), str(quantity.value), quantity.unit, str(quantity.multiplier),
        str(quantity.qualifier), str(quantity.status), JOINED.join(sources_of(quantity)),
    )
