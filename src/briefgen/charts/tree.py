"""Tree: a mechanism and its parts, with who leads each and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.charts.account import Account
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.reading import LIST_SEPARATOR
from briefgen.charts.scene import Scene
from briefgen.charts.surface import CAP_HEIGHT, Surface
from briefgen.charts.typeface import Style
from briefgen.charts.wording import lines_of, listed
from briefgen.model.chart import Chart, Width
from briefgen.model.relationship import Mechanism, Part

HEADER = ("part", "leads", "purpose", "source")
ROOT_SHARE = 0.27
STEM, BRANCH, TEXT_GAP = 12.0, 14.0, 5.0
ROW_GAP, BARE_ROW_GAP = 6.5, 4.0


@dataclass(frozen=True)
class Limb:
    """One part as it will be printed: lines with their styles, from top to bottom."""

    part: Part
    leads: str
    purpose: str
    lines: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> float:
        """The sum of the lines' leadings."""
        return sum(style.leading for _, style in self.lines)


def draw_tree(chart: Chart, scene: Scene, surface: Surface) -> Account:
    """Draws the chart's mechanism at the left (in the margin, on top) and its parts to the right, in their order."""
    if chart.mechanism is None:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a mechanism in the chart {chart.id}, found none")
    mechanism = scene.relationship.mechanisms[chart.mechanism]
    if not mechanism.parts:
        raise ChartError(ChartFault.MISSING_DATA, f"expected a mechanism with parts, found {mechanism.id} without any")
    narrow = chart.width is Width.MARGIN
    left = BRANCH + TEXT_GAP if narrow else surface.width * ROOT_SHARE + STEM + BRANCH + TEXT_GAP
    stressed = frozenset(chart.emphasis)
    limbs = [_limb(part, surface.width - left, stressed, scene, surface) for part in mechanism.parts]
    (_draw_narrow if narrow else _draw_wide)(_root(mechanism, scene, surface, narrow=narrow), limbs, left, surface)
    return _account(mechanism, limbs, scene)


def _root(mechanism: Mechanism, scene: Scene, surface: Surface, *, narrow: bool) -> tuple[tuple[str, Style], ...]:
    strong = surface.style("chart_small" if narrow else "chart", weight=600, colour="deep")
    quiet = surface.style("chart_small", colour="quiet")
    measure = surface.width if narrow else surface.width * ROOT_SHARE
    texts = [(scene.local(mechanism.name), strong)]
    if mechanism.created:
        texts.append((listed(" ", (scene.message("created"), scene.date(mechanism.created, short=True))), quiet))
    return _lines(texts, measure, surface)


def _lines(texts: Sequence[tuple[str, Style]], measure: float, surface: Surface) -> tuple[tuple[str, Style], ...]:
    """Texts broken into lines: all in the first language, then what the second says otherwise."""
    broken = [(lines_of(text), style) for text, style in texts if text]
    return tuple(
        (line, style)
        for language in range(max(len(lines) for lines, _ in broken)) for lines, style in broken
        for line in (surface.wrap(lines[language], style, measure) if language < len(lines) else ())
    )


def _limb(part: Part, measure: float, stressed: frozenset[str], scene: Scene, surface: Surface) -> Limb:
    small = measure < surface.width and surface.width < 200
    name = surface.style("chart_small" if small else "chart", weight=600 if part.id in stressed else 400,
                         colour="brick" if part.id in stressed else "ink")
    quiet = surface.style("chart_small", colour="quiet")
    leads = listed(", ", (scene.actor_short(actor) for actor in part.leads))
    purpose = scene.local(part.purpose) if part.purpose else ""
    if (leads or purpose) and part.id not in stressed:
        name = surface.style("chart_small" if small else "chart", weight=600)
    texts = [(scene.local(part.name), name), (leads, quiet), (purpose, quiet)]
    return Limb(part, leads, purpose, _lines(texts, measure, surface))


def _draw_wide(root: Sequence[tuple[str, Style]], limbs: Sequence[Limb], left: float, surface: Surface) -> None:
    gap = _gap(limbs)
    content = sum(limb.height for limb in limbs) + gap * (len(limbs) - 1)
    root_height = sum(style.leading for _, style in root)
    height = max(content, root_height, surface.height or 0)
    if surface.height and len(limbs) > 1:
        gap += (height - max(content, root_height)) / (len(limbs) - 1)
        content = sum(limb.height for limb in limbs) + gap * (len(limbs) - 1)
    trunk = left - TEXT_GAP - BRANCH
    aims = _draw_limbs(limbs, left, trunk, (height - content) / 2, gap, surface)
    middle = min(max((aims[0] + aims[-1]) / 2, root_height / 2), height - root_height / 2)
    y = middle - root_height / 2
    widest = 0.0
    for text, style in root:
        box = surface.words(text, 0, y + _baseline(style), style)
        widest, y = max(widest, box.right), y + style.leading
    surface.stroke((widest + 6, middle), (trunk, middle), colour="quiet", weight=0.6)
    surface.stroke((trunk, min(aims[0], middle)), (trunk, max(aims[-1], middle)), colour="quiet", weight=0.6)
    surface.settle(height)


def _draw_narrow(root: Sequence[tuple[str, Style]], limbs: Sequence[Limb], left: float, surface: Surface) -> None:
    y, trunk = 0.0, 2.0
    for text, style in root:
        surface.words(text, 0, y + _baseline(style), style)
        y += style.leading
    aims = _draw_limbs(limbs, left, trunk, y + 4, _gap(limbs), surface)
    surface.stroke((trunk, y + 1), (trunk, aims[-1]), colour="quiet", weight=0.6)
    surface.settle(max(label.box.bottom for label in surface.labels) + 1)


def _draw_limbs(limbs: Sequence[Limb], left: float, trunk: float, top: float, gap: float, surface: Surface) -> list[float]:
    """Sets the parts from `top` down; returns the heights at which their branches leave the trunk."""
    aims, y = [], top
    for limb in limbs:
        for index, (text, style) in enumerate(limb.lines):
            baseline = y + _baseline(style)
            surface.words(text, left, baseline, style)
            if index == 0:
                aims.append(baseline - CAP_HEIGHT * style.size / 2)
            y += style.leading
        surface.stroke((trunk, aims[-1]), (left - TEXT_GAP, aims[-1]), colour="quiet", weight=0.6)
        y += gap
    return aims


def _gap(limbs: Sequence[Limb]) -> float:
    return ROW_GAP if any(limb.leads or limb.purpose for limb in limbs) else BARE_ROW_GAP


def _baseline(style: Style) -> float:
    return style.leading / 2 + CAP_HEIGHT * style.size / 2


def _account(mechanism: Mechanism, limbs: Sequence[Limb], scene: Scene) -> Account:
    parts = LIST_SEPARATOR.join(_alt_part(limb, scene) for limb in limbs)
    return Account(
        alt=scene.message("alt_tree", root=scene.local(mechanism.name), parts=parts),
        header=HEADER,
        rows=tuple((scene.local(limb.part.name), limb.leads, limb.purpose, mechanism.source) for limb in limbs),
        sources=(mechanism.source,),
    )


def _alt_part(limb: Limb, scene: Scene) -> str:
    name = scene.local(limb.part.name)
    details = ", ".join(text for text in (limb.leads, limb.purpose) if text)
    return scene.message("alt_part", part=name, parts=details) if details else name
