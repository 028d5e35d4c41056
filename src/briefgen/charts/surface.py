"""Surface: what a chart puts on paper, as a list of marks in points; x runs right and y runs down from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.placement import Box, Point, Segment, flattened
from briefgen.charts.typeface import Style, Typeface
from briefgen.charts.wording import lines_of
from briefgen.model.tokens import Tokens

STROKE, WORD_SPACE = " /", 0.2  # between two languages on one line; the space is a part of the size
ASCENT, DESCENT, CAP_HEIGHT = 0.75, 0.21, 0.66  # parts of the size, of Source Sans


class Align(StrEnum):
    """Which part of a label stands at its place."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


SHARES = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}  # of a label's width, at the left of its place


class Dash(StrEnum):
    """How a line is interrupted."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True)
class Block:
    """A rectangle, filled or only outlined; colours are names of tokens."""

    box: Box
    fill: str | None
    edge: str | None
    dash: Dash


@dataclass(frozen=True)
class Stroke:
    """A line through points, or a Bezier curve (`curved`: one point, then three a piece)."""

    points: tuple[Point, ...]
    colour: str
    weight: float
    dash: Dash
    curved: bool

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The line as straight segments."""
        return flattened(self.points) if self.curved else tuple(pairwise(self.points))


@dataclass(frozen=True)
class Dot:
    """A disc, `edge` its outline."""

    centre: Point
    radius: float
    fill: str
    edge: str | None

    @property
    def box(self) -> Box:
        """The square around it."""
        (x, y), r = self.centre, self.radius
        return Box(x - r, y - r, x + r, y + r)


@dataclass(frozen=True)
class Patch:
    """A filled polygon without an outline; the colour is the name of a token."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True)
class Label:
    """One text, in one or several lines; `y` is the first line's baseline.

    The lines of a `turned` label read upwards: they begin at `y`, and `x` is the first line's baseline.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    style: Style
    align: Align
    box: Box
    turned: bool = False


Ink = Block | Stroke | Dot | Patch | Label


class Surface:
    """The sheet that a chart's module draws on. The frame decides the width; the chart may find out its height.

    A `growing` sheet becomes as high as the chart needs, however high it was to be.
    """

    def __init__(
        self, width: float, height: float | None, tokens: Tokens, typeface: Typeface, *, growing: bool = False
    ) -> None:
        self.growing = growing
        self.width = width
        self.height = height
        self.tokens = tokens
        self.typeface = typeface
        self._inks: list[Ink] = []
        self._needed: float | None = None

    @property
    def needed_height(self) -> float:
        """The height that the chart takes, at least the one that was asked for.

        Raises:
            ChartError: if the chart has not been settled.
        """
        if self._needed is None:
            raise ChartError(ChartFault.MISSING_DATA, "expected a chart that settles its height")
        return self._needed

    def settle(self, needed: float) -> None:
        """Says how high the chart is.

        Raises:
            ChartError: if that is more than was asked for.
        """
        if self.height is not None and not self.growing and needed > self.height + 0.01:
            raise ChartError(ChartFault.TOO_SMALL, f"expected a height of at least {needed:.1f} points, found {self.height:g}")
        self._needed = max(self.height or needed, needed) if self.growing else self.height or needed

    @property
    def inks(self) -> tuple[Ink, ...]:
        """Everything drawn so far, in order."""
        return tuple(self._inks)

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every label set so far."""
        return tuple(ink for ink in self._inks if isinstance(ink, Label))

    def style(self, name: str, *, weight: int | None = None, colour: str = "ink", italic: bool = False) -> Style:
        """A style of the tokens (`chart`, `chart_small`), perhaps in another weight or colour."""
        token = self.tokens.type[name]
        return Style(float(token.size), float(token.leading), weight or token.weight, colour, italic)

    def block(self, box: Box, *, fill: str | None = None, edge: str | None = None, dash: Dash = Dash.SOLID) -> None:
        """Draws a rectangle."""
        self._inks.append(Block(box, fill, edge, dash))

    def stroke(self, *points: Point, colour: str, weight: float = 0.75, dash: Dash = Dash.SOLID) -> None:
        """Draws straight lines from point to point; `weight` in points."""
        self._inks.append(Stroke(points, colour, weight, dash, curved=False))

    def curve(self, *points: Point, colour: str, weight: float = 0.75, dash: Dash = Dash.SOLID) -> None:
        """Draws a cubic Bezier curve: its start, then two controls and an end a piece."""
        self._inks.append(Stroke(points, colour, weight, dash, curved=True))

    def dot(self, centre: Point, radius: float, *, fill: str, edge: str | None = None) -> None:
        """Draws a disc."""
        self._inks.append(Dot(centre, radius, fill, edge))

    def patch(self, *points: Point, fill: str) -> None:
        """Fills a polygon; its last point is joined to its first."""
        self._inks.append(Patch(points, fill))

    def words_turned(self, text: str, x: float, y: float, style: Style) -> Box:
        """Sets a line that reads upwards from `y`, with its baseline at `x`, and returns the room that it takes.

        Of a text in two languages the second stands at the right of the first.
        """
        lines = lines_of(text)
        right = x + (len(lines) - 1) * style.leading + DESCENT * style.size
        box = Box(x - ASCENT * style.size, y - self.text_width(text, style), right, y)
        self._inks.append(Label(lines, x, y, style, Align.LEFT, box, turned=True))
        return box

    def words(self, lines: str | tuple[str, ...], x: float, y: float, style: Style, align: Align = Align.LEFT) -> Box:
        """Sets a label with its first baseline at `y`, and returns the room that it takes."""
        lines = lines_of(lines) if isinstance(lines, str) else lines
        box = self.measure(lines, x, y, style, align)
        self._inks.append(Label(lines, x, y, style, align, box))
        return box

    def words_abreast(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> Box:
        """Sets both languages of a text on one line, with a stroke between them, and returns the room that they take."""
        first, *others = lines_of(text)
        if not others:
            return self.words(first, x, y, style, align)
        room = self.measure_abreast(text, x, y, style, align)
        box = self.words(first + STROKE, room.left, y, style)
        for other in others:
            box = self.words((other,), box.right + WORD_SPACE * style.size, y, style)
        return room

    def measure_abreast(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> Box:
        """The room that both languages of a text would take on one line."""
        first, *others = lines_of(text)
        if not others:
            return self.measure(first, x, y, style, align)
        width = sum(self.typeface.width(line, style) for line in (first + STROKE, *others))
        width += len(others) * WORD_SPACE * style.size
        left = x - SHARES[align] * width
        return Box(left, y - ASCENT * style.size, left + width, y + DESCENT * style.size)

    def words_centred(
        self, lines: str | tuple[str, ...], x: float, middle: float, style: Style, align: Align = Align.LEFT
    ) -> Box:
        """Sets a label whose lines, taken together, are centred on the height `middle`."""
        lines = lines_of(lines) if isinstance(lines, str) else lines
        return self.words(lines, x, middle + centre_shift(len(lines), style), style, align)

    def measure(self, lines: str | tuple[str, ...], x: float, y: float, style: Style, align: Align = Align.LEFT) -> Box:
        """The room that a label would take."""
        lines = lines_of(lines) if isinstance(lines, str) else lines
        width = max(self.typeface.width(line, style) for line in lines)
        left = {Align.LEFT: x, Align.CENTRE: x - width / 2, Align.RIGHT: x - width}[align]
        bottom = y + (len(lines) - 1) * style.leading + DESCENT * style.size
        return Box(left, y - ASCENT * style.size, left + width, bottom)

    def text_width(self, text: str, style: Style) -> float:
        """The width of one line; of a text in two languages, that of the longer one."""
        return max(self.typeface.width(line, style) for line in lines_of(text))

    def wrap(self, text: str, style: Style, measure: float) -> tuple[str, ...]:
        """The lines of a text in a column of that width, language by language."""
        return tuple(line for one in lines_of(text) for line in self.typeface.wrap(one, style, measure))


def centre_shift(count: int, style: Style) -> float:
    """From the middle of `count` lines to the baseline of the first."""
    return CAP_HEIGHT * style.size / 2 - (count - 1) * style.leading / 2
