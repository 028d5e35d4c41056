"""Layout: rows of an answer, as tables on a terminal and elsewhere as lines that stay the same and can be searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind: its name, the heads of the columns, and the cells. A group without rows is not shown."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def lay_out(groups: Iterable[Group]) -> None:
    """Prints groups: a table each on a terminal; elsewhere a line a row, of cells between tabs, that begins with the name."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for group in groups:
        if group.rows and console.is_terminal:
            _print_table(console, group)
        elif group.rows:
            for row in group.rows:
                print("\t".join((group.name, *(" ".join(cell.split()) for cell in row))))


def _print_table(console: object, group: Group) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, title=group.name, title_justify="left", title_style="bold", pad_edge=False)
    for head in group.heads:
        table.add_column(head, overflow="fold")
    for row in group.rows:
        table.add_row(*row)
    console.print(table)  # type: ignore[attr-defined]
