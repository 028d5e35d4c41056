"""The frame: the one way out of `charts`. It settles size, fonts, colours and determinism, and checks the labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from briefgen.charts.account import Account
from briefgen.charts.bar import draw_bar
from briefgen.charts.chain import draw_chain
from briefgen.charts.dot import draw_dot
from briefgen.charts.line import draw_line
from briefgen.charts.map import draw_map
from briefgen.charts.matrix import draw_matrix
from briefgen.charts.mirror import draw_mirror
from briefgen.charts.multiples import draw_multiples
from briefgen.charts.network import draw_network
from briefgen.charts.paint import paint
from briefgen.charts.scene import Scene
from briefgen.charts.share import draw_share
from briefgen.charts.slope import draw_slope
from briefgen.charts.stack import draw_stack
from briefgen.charts.surface import Surface
from briefgen.charts.timeline import draw_timeline
from briefgen.charts.tree import draw_tree
from briefgen.charts.typeface import Typeface
from briefgen.charts.waterfall import draw_waterfall
from briefgen.model.chart import Chart, ChartKind, Width
from briefgen.model.drawing import Drawing
from briefgen.model.tokens import PageTokens
from briefgen.model.typeface import FontFile

__all__ = ["KINDS", "Drawing", "FontFile", "Scene", "draw", "sheet_width"]

Draughtsman = Callable[[Chart, Scene, Surface], Account]

KINDS: Mapping[ChartKind, Draughtsman] = {
    ChartKind.BAR: draw_bar,
    ChartKind.LINE: draw_line,
    ChartKind.STACK: draw_stack,
    ChartKind.MIRROR: draw_mirror,
    ChartKind.WATERFALL: draw_waterfall,
    ChartKind.TIMELINE: draw_timeline,
    ChartKind.NETWORK: draw_network,
    ChartKind.TREE: draw_tree,
    ChartKind.DOT: draw_dot,
    ChartKind.SLOPE: draw_slope,
    ChartKind.SHARE: draw_share,
    ChartKind.MULTIPLES: draw_multiples,
    ChartKind.MATRIX: draw_matrix,
    ChartKind.CHAIN: draw_chain,
    ChartKind.MAP: draw_map,
}


def draw(chart: Chart, scene: Scene, width: Width | None = None) -> Drawing:
    """Draws a chart at its final size, at `width` or where it was declared to stand. Same input, same bytes.

    The declared height holds at the declared width; at another one the chart finds its own. With labels in two languages
    (`scene.beside`) it may grow, and it stands in the text column where it was to stand in the margin.

    Raises:
        ChartError: if it cannot be drawn truthfully and legibly: units differ, a label leaves the sheet or overlaps
            another, a font lacks a character.
        UnknownReference, AmbiguousReference: if a reference means nothing, or several observations.
    """
    chart = at_width(chart, width)
    if scene.beside is not None and chart.width is Width.MARGIN:
        chart = at_width(chart, Width.COLUMN)
    baseline, surface = float(scene.tokens.page.baseline), _sheet(chart, scene)
    account = KINDS[chart.kind](chart, scene, surface)
    accounts = _accounts(chart, scene, account)
    first = accounts[scene.locale.tag]
    height = math.ceil(round(surface.needed_height / baseline, 3)) * baseline
    return Drawing(
        id=chart.id,
        svg=paint(chart.id, surface, height),
        csv=account.csv(tuple(accounts)),
        alt=first.alt,
        width=surface.width,
        height=height,
        sources=first.sources,
        quantities=first.quantities,
        texts=first.texts,
        alts={tag: one.alt for tag, one in accounts.items()},
        said={tag: one.texts for tag, one in accounts.items()},
    )


def _sheet(chart: Chart, scene: Scene) -> Surface:
    return Surface(
        width=sheet_width(chart.width, scene.tokens.page),
        height=None if chart.height is None else chart.height * float(scene.tokens.page.baseline),
        tokens=scene.tokens,
        typeface=Typeface(scene.tokens.type["chart"].family, scene.fonts),
        growing=scene.beside is not None,
    )


def _accounts(chart: Chart, scene: Scene, drawn: Account) -> Mapping[str, Account]:
    """What a chart tells in each language, by tag; of two languages, what it tells where it stands in one of them alone.

    So each description is, to the letter, that of the edition in its language.
    """
    if scene.beside is None:
        return {scene.locale.tag: drawn}
    bare = chart.model_copy(update={"height": None})
    return {voice.locale.tag: KINDS[chart.kind](bare, voice, _sheet(bare, voice)) for voice in scene.voices}


def at_width(chart: Chart, width: Width | None) -> Chart:
    """The chart as it stands at a width; the same chart for None and for its own."""
    if width is None or width is chart.width:
        return chart
    return chart.model_copy(update={"width": width, "height": None})


def sheet_width(width: Width, page: PageTokens) -> float:
    """The width of a chart in points: across both columns, the text column, or the margin column."""
    return float({Width.FULL: page.full_width, Width.COLUMN: page.text_width, Width.MARGIN: page.margin_column.width}[width])
