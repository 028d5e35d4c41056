"""Imposition: which page stands on which side of which sheet, where, and turned how. Arithmetic alone: no PDF.

Lengths are points. A side is described as it lies in front of you: the origin is its lower left corner, and a back is what you
see after turning the sheet over like a leaf of a book (duplex, flipped on the short edge of a landscape sheet).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MM = 72 / 25.4
CALIPER = 0.11
"""The thickness in mm of a sheet of uncoated paper of 100 g/m2."""
LONGEST_STAPLED = 64
"""Pages; a thicker pile of folded sheets does not stay closed, and its inner pages lose too much at the fore edge."""
SIGNATURE = 4
"""Sheets that are nested into each other, where there are too many to nest them all."""
ROOM_FOR_MARKS = 8 * MM
"""Between trim and edge of the sheet: 3 mm of bleed, and crop marks outside it."""


class Scheme(StrEnum):
    """How pages are laid out on sheets.

    `saddle`: folded once, nested, stapled through the fold; of four pages it is a folder without staples. `repeated`: one or
    two pages, twice side by side, cut apart. `work_and_turn`: both pages side by side on one form, printed on both sides, cut
    apart.
    """

    SADDLE = "saddle"
    REPEATED = "repeated"
    WORK_AND_TURN = "work_and_turn"


class Ending(StrEnum):
    """What the last page of a document is: a page of text like others, or a back cover that stays outside."""

    TEXT = "text"
    BACK_COVER = "back_cover"


class Finish(StrEnum):
    """`plain`: the sheet is as large as its pages, for an office printer; `trimmed`: larger, with bleed and marks."""

    PLAIN = "plain"
    TRIMMED = "trimmed"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stock:
    """A size of paper, landscape, by the name that it is ordered by."""

    name: str
    size: Size


STOCKS = (
    Stock("11x17", Size(1224, 792)), Stock("A3", Size(420 * MM, 297 * MM)),
    Stock("12x18", Size(1296, 864)), Stock("SRA3", Size(450 * MM, 320 * MM)),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def mirrored(self, width: float) -> Box:
        """Where the rectangle lies on the other side of a sheet so wide."""
        return Box(width - self.right, self.bottom, width - self.left, self.top)

    def grown(self, by: float) -> Box:
        """A rectangle that is larger by so much on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def within(self, other: Box) -> Box:
        """What both rectangles cover."""
        return Box(max(self.left, other.left), max(self.bottom, other.bottom),
                   min(self.right, other.right), min(self.top, other.top))


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a side: its number from 1 (None is a blank), its trim on the sheet, and what of the sheet it may ink."""

    page: int | None
    trim: Box
    clip: Box


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: its pages from left to right, what is cut out of it, and where it is folded and cut through."""

    placed: tuple[Placed, ...]
    finished: Box
    folds: tuple[float, ...] = ()
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: front and back, the signature that it belongs to (from 1) and how deep it lies in it (0 is outside)."""

    front: Side
    back: Side | None
    signature: int = 1
    depth: int = 0

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those that are printed."""
        return (self.front,) if self.back is None else (self.front, self.back)


@dataclass(frozen=True, slots=True)
class Job:
    """What a print shop is asked for: the finished page, the paper, and how it is folded.

    `bleed` is what the pages have beyond their trim; `caliper` the paper's thickness in mm; `signature` how many sheets are
    nested into each other (0: all of them).
    """

    trim: Size
    stock: Stock
    scheme: Scheme = Scheme.SADDLE
    bleed: float = 0.0
    caliper: float = CALIPER
    signature: int = 0


@dataclass(frozen=True, slots=True)
class Imposition:
    """All sheets of a job, in the order in which they are printed: of a signature, the outside one first."""

    job: Job
    sheets: tuple[Sheet, ...]

    @property
    def blanks(self) -> int:
        """How many pages stay empty."""
        return sum(one.page is None for sheet in self.sheets for side in sheet.sides for one in side.placed)


def stock_for(trim: Size, finish: Finish) -> Stock | None:
    """The smallest paper for two finished pages side by side, with room for marks if it is trimmed; None if there is none."""
    room = 2 * ROOM_FOR_MARKS if finish is Finish.TRIMMED else -0.1
    fits = [s for s in STOCKS if s.size.width >= 2 * trim.width + room and s.size.height >= trim.height + room]
    return min(fits, key=lambda stock: stock.size.width * stock.size.height, default=None)


def scheme_for(pages: int) -> Scheme:
    """What a printer would choose: one leaf is printed twice on a sheet and cut, anything longer is folded."""
    return Scheme.REPEATED if pages <= 2 else Scheme.SADDLE


def signature_for(pages: int) -> int:
    """How many sheets a printer would nest: all of them (0), unless so many pages would not stay closed."""
    return SIGNATURE if pages > LONGEST_STAPLED else 0


def padded(pages: int, ending: Ending) -> tuple[int | None, ...]:
    """The pages in reading order with blanks (None) up to a multiple of four.

    Blanks stand at the end, where a reader takes them for the inside and the outside of the cover; before a back cover, since
    that must stay outside. Never among the pages: there an odd number of them would put odd folios on left-hand pages, and an
    even one would tear a spread apart.
    """
    blanks: list[int | None] = [None] * (-pages % 4)
    numbers: list[int | None] = list(range(1, pages + 1))
    at = pages - 1 if ending is Ending.BACK_COVER and pages > 1 else pages
    return (*numbers[:at], *blanks, *numbers[at:])


def tumbled(first: int, second: int) -> tuple[tuple[int, int] | None, ...]:
    """The pages of a tumble edition: (side from 1, page from 1), or None for a blank, in the order of the first side.

    The second side's pages follow backwards, so that its cover is the back; turned over, its page k is the k-th again. Blanks,
    up to a multiple of four, stand between the two texts, so that either side has its end to itself.
    """
    blanks: list[tuple[int, int] | None] = [None] * (-(first + second) % 4)
    return (*((1, page) for page in range(1, first + 1)), *blanks, *((2, page) for page in range(second, 0, -1)))


def creep(depth: int, caliper: float) -> float:
    """How far the pages of a sheet are moved towards the spine, in points.

    A sheet lies inside `depth` others, so its fold stands off the outermost one's by `depth` thicknesses of paper, and its fore
    edge sticks out by as much, which is cut off. Moved by depth * caliper, all outer margins are alike after the cut. The
    outermost sheet is not moved.
    """
    return depth * caliper * MM


def impose(pages: Sequence[int | None], job: Job) -> Imposition:
    """Lays out pages, given in reading order with their blanks.

    Raises:
        ValueError: if pages to be folded are no multiple of four, or there are none.
    """
    if not pages:
        raise ValueError("expected at least one page")
    if job.scheme is Scheme.SADDLE:
        return Imposition(job, tuple(_folded(pages, job)))
    return Imposition(job, tuple(_flat(pages, job)))


def _folded(pages: Sequence[int | None], job: Job) -> Iterator[Sheet]:
    if len(pages) % 4:
        raise ValueError(f"expected a multiple of four pages, found {len(pages)}")
    begins = 0
    for number, sheets in enumerate(signatures(len(pages) // 4, job.signature), 1):
        part = pages[begins : begins + 4 * sheets]
        begins += 4 * sheets
        for depth in range(sheets):
            low, high = 2 * depth, len(part) - 1 - 2 * depth
            shift = creep(depth, job.caliper)
            front = _side((part[high], part[low]), job, shift)
            back = _side((part[low + 1], part[high - 1]), job, shift)
            yield Sheet(front, back, number, depth)


def signatures(sheets: int, most: int) -> tuple[int, ...]:
    """So many sheets in signatures of at most `most` (0: one signature), as even as they can be, thicker ones first."""
    if most <= 0 or sheets <= most:
        return (sheets,)
    count = -(-sheets // most)
    return tuple(sheets // count + (number < sheets % count) for number in range(count))


def _flat(pages: Sequence[int | None], job: Job) -> Iterator[Sheet]:
    """Leaf after leaf, two of each on a sheet."""
    for at in range(0, len(pages), 2):
        recto, verso = pages[at], pages[at + 1] if at + 1 < len(pages) else None
        if job.scheme is Scheme.WORK_AND_TURN:
            side = _side((recto, verso), job, 0.0)
            yield Sheet(side, side)
        else:
            yield Sheet(_side((recto, recto), job, 0.0), None if verso is None else _side((verso, verso), job, 0.0))


def _side(pair: tuple[int | None, int | None], job: Job, shift: float) -> Side:
    """Two pages beside each other, in the middle of the sheet, each moved by `shift` towards the line between them."""
    size, trim = job.stock.size, job.trim
    middle, bottom = size.width / 2, (size.height - trim.height) / 2
    gap = _gap(job) / 2
    right = Box(middle + gap, bottom, middle + gap + trim.width, bottom + trim.height)
    halves = (right.mirrored(size.width), right)
    sheet = (Box(0, 0, middle, size.height), Box(middle, 0, size.width, size.height))
    placed = tuple(
        Placed(page, replace(half, left=half.left + move, right=half.right + move), half.grown(job.bleed).within(side))
        for page, half, side, move in zip(pair, halves, sheet, (shift, -shift), strict=True)
    )
    finished = Box(halves[0].left, bottom, right.right, right.top)
    if job.scheme is Scheme.SADDLE:
        return Side(placed, finished, folds=(middle,))
    return Side(placed, finished, cuts=tuple(dict.fromkeys((halves[0].right, right.left))))


def _gap(job: Job) -> float:
    """White between pages that are cut apart, so that each has its bleed, where the sheet is wide enough."""
    gap = 2 * job.bleed
    fits = 2 * job.trim.width + gap + 2 * (job.bleed + 4 * MM) <= job.stock.size.width
    return gap if job.scheme is not Scheme.SADDLE and fits else 0.0
