"""Ties: agreements between parties of the two partners, grouped by level, as a network draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.charts.account import once
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Dash
from briefgen.model.relationship import Agreement, AgreementKind, Level

LOOSE = frozenset({AgreementKind.STATEMENT_OF_INTENT, AgreementKind.DECLARATION})  # declared, not agreed: dashed



@dataclass(frozen=True)
class Tie:
    """A line from a party of the first partner to one of the second."""

    agreement: Agreement
    left: str
    right: str


@dataclass(frozen=True)
class Group:
    """One level: its ties, its parties on both sides in the order in which they stand, and its offices."""

    level: Level
    ties: tuple[Tie, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max(len(self.left), len(self.right))


def groups_of(agreements: Sequence[Agreement], scene: Scene) -> tuple[Group, ...]:
    """Ties and offices by level, in the order of the levels; the right side is ordered so that few lines cross.

    Raises:
        ChartError: if an agreement has no party of one of the partners.
    """
    groups = []
    for level in Level:
        ties: list[Tie] = []
        single: list[str] = []
        for agreement in (a for a in agreements if a.level is level):
            if agreement.kind is AgreementKind.OFFICE:
                single.append(agreement.parties[0])
            else:
                ties += _ties(agreement, scene)
        if ties or single:
            groups.append(_group(level, ties, single, scene))
    return tuple(groups)


def side_of(party: str, scene: Scene) -> int:
    """Which of the two partners a party belongs to: 0 or 1.

    Raises:
        ChartError: if to neither.
    """
    actor = scene.relationship.actors[party]
    country = actor.country or party
    if country not in scene.partners:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected parties of the two partners, found {party} of {country}")
    return scene.partners.index(country)


def _ties(agreement: Agreement, scene: Scene) -> list[Tie]:
    left = [party for party in agreement.parties if side_of(party, scene) == 0]
    right = [party for party in agreement.parties if side_of(party, scene) == 1]
    if not left or not right:
        raise ChartError(ChartFault.UNFIT_DATA, f"expected a party of each partner, found {', '.join(agreement.parties)}")
    return [Tie(agreement, one, other) for one in left for other in right]


def _group(level: Level, ties: Sequence[Tie], single: Sequence[str], scene: Scene) -> Group:
    left = once((*(tie.left for tie in ties), *(party for party in single if side_of(party, scene) == 0)))
    right = once((*(tie.right for tie in ties), *(party for party in single if side_of(party, scene) == 1)))
    rank = {party: index for index, party in enumerate(left)}

    def barycentre(party: str) -> float:
        places = [rank[tie.left] for tie in ties if tie.right == party]
        return sum(places) / len(places) if places else len(left)

    return Group(level, tuple(ties), left, tuple(sorted(right, key=barycentre)))


def since(agreement: Agreement, scene: Scene) -> str:
    """The date of an agreement as charts print it; empty where none is known."""
    return scene.date(agreement.date, short=True) if agreement.date else ""


def dash_of(kind: AgreementKind) -> Dash:
    """How the line of a tie is drawn: what was only declared is dashed."""
    return Dash.DASHED if kind in LOOSE else Dash.SOLID
