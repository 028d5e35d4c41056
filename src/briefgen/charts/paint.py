"""Painting: a surface's marks onto matplotlib's figure, and from there to SVG; the only place that knows about either."""

from __future__ import annotations

import io
import itertools
import warnings
from typing import Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box
from briefgen.charts.surface import Block, Dash, Dot, Ink, Label, Patch, Stroke, Surface
from briefgen.charts.typeface import SMALLEST_SIZE
from briefgen.model.tokens import Tokens

LineStyle = Literal["solid"] | tuple[float, tuple[float, ...]]

POINTS_PER_INCH = 72
HAIRLINE = 0.6
HALO = 2.4
SLACK = 0.05  # points by which measured boxes may touch or stand out before it shows
LINE_STYLES: dict[Dash, LineStyle] = {Dash.SOLID: "solid", Dash.DASHED: (0, (3.2, 2.2)), Dash.DOTTED: (0, (0.1, 2.4))}
EDGE_SLACK = 1.0  # points by which a label's box may reach over a mark: the white around its letters
LIGHT_FILLS = frozenset({None, "tint", "paper"})  # grounds that any label may run over
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def paint(chart_id: str, surface: Surface, height: float) -> bytes:
    """The surface as SVG, `height` points high; nothing of matplotlib's settings is used or left behind.

    Labels are painted last, so that no line runs over one.

    Raises:
        ChartError: if labels overlap, leave the sheet, run over a mark or are too small, or if matplotlib warns of anything.
    """
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.fonttype"] = "path"
        matplotlib.rcParams["svg.hashsalt"] = f"briefgen/{chart_id}"
        matplotlib.rcParams["path.simplify"] = False
        matplotlib.rcParams["path.snap"] = False
        try:
            return _svg(surface, height)
        except UserWarning as warning:
            raise ChartError(ChartFault.ENGINE_WARNING, f"expected no warning from matplotlib, found \"{warning}\"") from None


def _svg(surface: Surface, height: float) -> bytes:
    mpl_figure = Figure(figsize=(surface.width / POINTS_PER_INCH, height / POINTS_PER_INCH), dpi=POINTS_PER_INCH)
    FigureCanvasSVG(mpl_figure)
    sheet = Affine2D().scale(1, -1).translate(0, height).scale(1 / POINTS_PER_INCH) + mpl_figure.dpi_scale_trans
    labels: list[tuple[str, Box]] = []
    for order, ink in enumerate(surface.inks):
        artists = _artists(ink, surface)
        if isinstance(ink, Label) and _is_crossed(ink, surface):
            _clear(artists, surface.tokens)
        for artist in artists:
            artist.set_zorder(order + (len(surface.inks) if isinstance(ink, Label) else 0))
            mpl_figure.add_artist(artist, clip=False)
            artist.set_transform(sheet)
        if isinstance(ink, Label):
            labels.append((" ".join(ink.lines), _extent(artists, height)))
    check_labels(tuple(labels), surface.width, height)
    check_grounds(tuple(labels), tuple(ink for ink in surface.inks if isinstance(ink, Block | Dot)))
    output = io.BytesIO()
    mpl_figure.savefig(output, format="svg", transparent=True, metadata=NO_METADATA)
    return output.getvalue()


def check_labels(labels: tuple[tuple[str, Box], ...], width: float, height: float) -> None:
    """Makes sure that every label, as measured after drawing, lies on the sheet and clear of the others.

    Raises:
        ChartError: naming the labels.
    """
    for text, box in labels:
        if not box.grown(-SLACK).within(width, height):
            raise ChartError(
                ChartFault.LABEL_LEAVES,
                f"expected \"{text}\" on a sheet of {width:g} by {height:g} points, found it from "
                f"({box.left:.1f}, {box.top:.1f}) to ({box.right:.1f}, {box.bottom:.1f})",
            )
    for (text, box), (other_text, other) in itertools.combinations(labels, 2):
        if box.grown(-SLACK).overlaps(other.grown(-SLACK)):
            raise ChartError(ChartFault.LABELS_OVERLAP, f"expected labels apart, found \"{text}\" over \"{other_text}\"")


def check_grounds(labels: tuple[tuple[str, Box], ...], marks: tuple[Block | Dot, ...]) -> None:
    """Makes sure that no label runs over the edge of a filled rectangle or over a disc; within a rectangle it may stand.

    Raises:
        ChartError: naming the label.
    """
    grounds = [(ink.box, True) for ink in marks if isinstance(ink, Block) and ink.fill not in LIGHT_FILLS]
    grounds += [(ink.box, False) for ink in marks if isinstance(ink, Dot)]
    for text, label in labels:
        inner = label.grown(-EDGE_SLACK)
        for box, may_hold in grounds:
            if inner.overlaps(box) and not (may_hold and inner.inside(box)):
                raise ChartError(ChartFault.LABELS_OVERLAP, f"expected \"{text}\" clear of the marks, found it over one")


def _artists(ink: Ink, surface: Surface) -> tuple[Artist, ...]:
    tokens = surface.tokens
    if isinstance(ink, Block):
        return (_rectangle(ink, tokens),)
    if isinstance(ink, Stroke):
        return (_line(ink, tokens),)
    if isinstance(ink, Dot):
        edge = "none" if ink.edge is None else _colour(tokens, ink.edge)
        return (Circle(ink.centre, ink.radius, facecolor=_colour(tokens, ink.fill), edgecolor=edge, linewidth=HAIRLINE),)
    if isinstance(ink, Patch):
        return (Polygon(ink.points, closed=True, facecolor=_colour(tokens, ink.fill), edgecolor="none", linewidth=0),)
    return _texts(ink, surface)


def _rectangle(block: Block, tokens: Tokens) -> Artist:
    return Rectangle(
        (block.box.left, block.box.top), block.box.width, block.box.height,
        facecolor="none" if block.fill is None else _colour(tokens, block.fill),
        edgecolor="none" if block.edge is None else _colour(tokens, block.edge),
        linestyle=LINE_STYLES[block.dash], linewidth=0 if block.edge is None else HAIRLINE * 1.3,
    )


def _line(stroke: Stroke, tokens: Tokens) -> Artist:
    colour, style = _colour(tokens, stroke.colour), LINE_STYLES[stroke.dash]
    if stroke.curved:
        codes = [Path.MOVETO, *[Path.CURVE4] * (len(stroke.points) - 1)]
        return PathPatch(
            Path(stroke.points, codes), facecolor="none", edgecolor=colour, linewidth=stroke.weight, linestyle=style,
            capstyle="round",
        )
    xs, ys = zip(*stroke.points, strict=True)
    cap: Literal["round", "butt"] = "round" if stroke.dash is Dash.DOTTED else "butt"
    return Line2D(
        xs, ys, color=colour, linewidth=stroke.weight, linestyle=style, solid_capstyle="butt", dash_capstyle=cap,
        solid_joinstyle="round", dash_joinstyle="round",
    )


def _texts(label: Label, surface: Surface) -> tuple[Artist, ...]:
    if label.style.size < SMALLEST_SIZE:
        raise ChartError(ChartFault.TOO_SMALL, f"expected at least {SMALLEST_SIZE} points, found \"{label.lines[0]}\"")
    return tuple(
        Text(
            label.x + (index * label.style.leading if label.turned else 0),
            label.y + (0 if label.turned else index * label.style.leading), str(line),
            color=_colour(surface.tokens, label.style.colour),
            fontproperties=surface.typeface.properties(label.style.of(line)), ha=label.align.value, va="baseline",
            parse_math=False, rotation=90 if label.turned else 0, rotation_mode="anchor",
        )
        for index, line in enumerate(label.lines)
    )


def _is_crossed(label: Label, surface: Surface) -> bool:
    """Whether a line runs through a label: it is then set in a halo of the paper's colour, so that it stays legible."""
    return any(label.box.crosses(segment) for ink in surface.inks if isinstance(ink, Stroke) for segment in ink.segments)


def _clear(artists: tuple[Artist, ...], tokens: Tokens) -> None:
    for artist in artists:
        artist.set_path_effects([withStroke(linewidth=HALO, foreground=_colour(tokens, "paper"))])


def _extent(artists: tuple[Artist, ...], height: float) -> Box:
    extents = [artist.get_window_extent() for artist in artists]
    return Box(
        min(e.x0 for e in extents), height - max(e.y1 for e in extents),
        max(e.x1 for e in extents), height - min(e.y0 for e in extents),
    )


def _colour(tokens: Tokens, name: str) -> str:
    return tokens.colour[name].rgb
