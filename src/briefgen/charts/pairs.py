"""Pairs: the ties of a network in the margin, one to a line, from a party of the first partner to one of the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.charts.placement import Box
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Align, Surface
from briefgen.charts.ties import Group, Tie, dash_of, since
from briefgen.charts.typeface import Style
from briefgen.model.relationship import Agreement, AgreementKind

LEAST_LINE = 13.0  # between two names on one line
NAME_GAP = 4.0
SQUARE = 5.2
STEM = 3.0  # from the sheet's edge to the line that leads to a party's further ties
ROW_GAP, GROUP_GAP = 3.5, 7.0


@dataclass(frozen=True)
class Sheet:
    """What every pair is set with: styles, and since when a party has an office."""

    body: Style
    quiet: Style
    offices: Mapping[str, str]
    stressed: frozenset[str]
    scene: Scene
    surface: Surface


def draw_pairs(
    groups: Sequence[Group], agreements: Sequence[Agreement], stressed: frozenset[str], scene: Scene, surface: Surface
) -> float:
    """Draws every tie as two names and the line between them; returns how far down they reach, in points.

    A party with several ties is named once. Names too long for one line stand one below the other.
    """
    offices = {a.parties[0]: since(a, scene) for a in agreements if a.kind is AgreementKind.OFFICE}
    sheet = Sheet(surface.style("chart_small"), surface.style("chart_small", colour="quiet"), offices, stressed, scene, surface)
    y = _draw_heads(sheet)
    for group in groups:
        y = _draw_group(group, y, sheet)
    return y


def _draw_heads(sheet: Sheet) -> float:
    style, surface = replace(sheet.body, weight=600, colour="deep"), sheet.surface
    first, second = (sheet.scene.actor_name(partner) for partner in sheet.scene.partners)
    surface.words(first, 0, style.size, style)
    surface.words(second, surface.width, style.size, style, Align.RIGHT)
    return style.size + 5


def _draw_group(group: Group, top: float, sheet: Sheet) -> float:
    surface, leading = sheet.surface, sheet.body.leading
    surface.stroke((0, top), (surface.width, top), colour="rule", weight=0.5)
    surface.words_centred(sheet.scene.message(f"level_{group.level}"), 0, top + 2 + leading / 2, sheet.quiet)
    y = top + leading + 2 + ROW_GAP
    for party in group.left:
        y = _draw_party(party, [tie for tie in group.ties if tie.left == party], y, sheet)
    tied = {tie.right for tie in group.ties}
    for party in group.right:
        if party not in tied:
            _draw_name(party, y + leading / 2, Align.RIGHT, surface.width, sheet)
            y += leading + ROW_GAP
    return y + GROUP_GAP - ROW_GAP


def _draw_party(party: str, ties: Sequence[Tie], top: float, sheet: Sheet) -> float:
    """Sets a party and, to its right or below it, those that it is tied to; returns where the next begins."""
    leading, surface = sheet.body.leading, sheet.surface
    row = top + leading / 2
    box = _draw_name(party, row, Align.LEFT, surface.width, sheet)
    start, y = row + leading / 2, row
    for number, tie in enumerate(ties):
        room = surface.width - box.right - surface.text_width(sheet.scene.actor_name(tie.right), sheet.body) - 2 * NAME_GAP
        beside = number == 0 and room >= LEAST_LINE
        y = y if beside else y + leading + (ROW_GAP / 2 if number else 0)
        other = _draw_name(tie.right, y, Align.RIGHT, surface.width, sheet)
        colour, dash = "brick" if tie.agreement.id in sheet.stressed else "deep", dash_of(tie.agreement.kind)
        if beside:
            surface.stroke((box.right + NAME_GAP, y), (other.left - NAME_GAP, y), colour=colour, weight=1.0, dash=dash)
        else:
            surface.stroke((STEM, start), (STEM, y), (other.left - NAME_GAP, y), colour=colour, weight=1.0, dash=dash)
            start = y
        if date := since(tie.agreement, sheet.scene):
            y += leading
            surface.words_centred(date, surface.width, y, sheet.quiet, Align.RIGHT)
    return y + leading / 2 + ROW_GAP


def _draw_name(party: str, middle: float, align: Align, anchor: float, sheet: Sheet) -> Box:
    """Sets a party's name, at the sheet's left edge or ending at `anchor`, with the square and the date of its office."""
    surface, name = sheet.surface, sheet.scene.actor_name(party)
    if party not in sheet.offices:
        return surface.words_centred(name, 0 if align is Align.LEFT else anchor, middle, sheet.body, align)
    date = sheet.offices[party]
    mark = NAME_GAP + SQUARE + (NAME_GAP - 1 + surface.text_width(date, sheet.quiet) if date else 0)
    left = 0.0 if align is Align.LEFT else anchor - surface.text_width(name, sheet.body) - mark
    box = surface.words_centred(name, left, middle, sheet.body)
    edge = box.right + NAME_GAP
    surface.block(Box(edge, middle - SQUARE / 2, edge + SQUARE, middle + SQUARE / 2), fill="ochre")
    if date:
        surface.words_centred(date, edge + SQUARE + NAME_GAP - 1, middle, sheet.quiet)
    return Box(box.left, box.top, left + surface.text_width(name, sheet.body) + mark, box.bottom)
