"""Galley: single blocks of a page set on trial, and the lines of set pages, before any file is written."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from briefgen.build.tuned import STEP, decided
from briefgen.proof.typesetting import Line

if TYPE_CHECKING:
    from briefgen.render import PageSetter

POINTS = 0.75
"""Points in a pixel of the engine."""
_TRIAL = "~"
"""What joins a block's mark and the steps to a paragraph in it; what parts the number of a trial from these."""
_NAMED = re.compile(r"note-\d+|title|standfirst")
_KEPT = ("class", "lang")

Trials = Mapping[str, tuple[str, ...]]


def try_out(setter: PageSetter, html: str, trials: Trials) -> dict[tuple[str, int], tuple[Line, ...]]:
    """The lines of single paragraphs of a page under other declarations: by the paragraph's key and the declaration's number.

    Only these are set, one below the other, each within what stands around it in the page.
    """
    document = setter.set_instead(html, lambda root: trial_page(root, trials))
    found: dict[tuple[str, int], list[Line]] = {}
    for line in lines_of(document):
        mark, _, number = line.mark.rpartition(_TRIAL)
        if mark and not line.path:  # what stands as a block in it, as the label of a caption may, is no part of it
            found.setdefault((mark, int(number)), []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def trial_page(root: Any, trials: Trials) -> str:
    """A page with each of some blocks once for every declaration that is tried on it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    body = ElementTree.Element("body")
    for key, element in _found(root, trials):
        for number, declaration in enumerate(trials[key]):
            block = copy.deepcopy(element)
            for inner in block.iter():
                for name in ("id", "href", "data-block", "data-grid"):
                    inner.attrib.pop(name, None)
            block.set("data-block", f"{key}{_TRIAL}{number}")
            block.set("style", decided(declaration))
            body.append(_within(element, block, parents))
    page = ElementTree.Element("html", dict(root.attrib))
    page.append(body)
    return "<!doctype html>" + ElementTree.tostring(page, encoding="unicode", method="html")


def _found(root: Any, trials: Trials) -> Iterator[tuple[str, Any]]:
    """The elements that are meant by the keys of paragraphs."""
    marked = {mark: element for element in root.iter() if (mark := mark_of(element))}
    for key in trials:
        mark, *path = key.split(STEP)
        element = marked[mark]
        for step in path:
            element = list(element)[int(step) - 1]
        yield key, element


def _within(element: Any, block: Any, parents: Mapping[Any, Any]) -> Any:
    """A block in empty copies of the elements around it, between those of its neighbours: styles and columns ask for them."""
    block.tail = None
    around = parents.get(element)
    while around is not None and around.tag not in ("body", "html"):
        shell = ElementTree.Element(around.tag, {key: value for key, value in around.attrib.items() if key in _KEPT})
        at, children = list(around).index(element), list(around)
        _neighbour(shell, children[max(at - 1, 0):at])
        shell.append(block)
        _neighbour(shell, children[at + 1:at + 2])
        element, block, around = around, shell, parents.get(around)
    return block


def _neighbour(shell: Any, elements: list[Any]) -> None:
    """Puts empty copies of elements into another one; a picture has no place without its file."""
    for element in elements:
        if element.tag != "img":
            ElementTree.SubElement(shell, element.tag, {"class": element.get("class", "")})


def mark_of(element: Any) -> str:
    """The mark by which a block is set apart from others: its place in the prose, or the id of a note or of a title."""
    block: str = element.get("data-block") or ""
    named: str = element.get("id") or ""
    return block or (named if _NAMED.fullmatch(named.rpartition("--")[2]) else "")


def lines_of(document: Any) -> tuple[Line, ...]:
    """Every line of a document that is set, in the order of the text; running heads and folios are left out."""
    reader = _Reader(document)
    for number, page in enumerate(document.pages, 1):
        for child in page._page_box.children:
            if type(child).__name__ != "MarginBox":
                reader.read(child, _Place(number))
    return tuple(reader.lines)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is around a box: its page, the block, whether that is one of those filled up to whole lines."""

    page: int
    marked: Any = None
    gridded: bool = False


class _Reader:
    """Goes through the engine's boxes."""

    def __init__(self, document: Any) -> None:
        self.lines: list[Line] = []
        self.paragraphs: dict[int, int] = {}
        roots = (box.element for page in document.pages for box in page._page_box.children)
        root: Any = next((element for element in roots if element is not None), None)
        self.parents = {} if root is None else {child: parent for parent in root.iter() for child in parent}

    def read(self, box: Any, place: _Place) -> None:
        box = getattr(box, "_box", box)
        element = getattr(box, "element", None)
        if element is not None and "::" not in (box.element_tag or ""):
            marked = element if mark_of(element) else place.marked
            place = replace(place, marked=marked, gridded=place.gridded or bool(element.get("data-grid")))
        for child in getattr(box, "children", ()):
            if type(child).__name__ == "LineBox":
                self._line(box, child, place)
            else:
                self.read(child, place)

    def _line(self, block: Any, line: Any, place: _Place) -> None:
        texts = list(self._texts(line, place))
        words = "".join(text.text for text in texts).rstrip()
        if not words or "::" in (block.element_tag or ""):
            return
        number = self.paragraphs.setdefault(id(block.element), len(self.paragraphs) + 1)
        largest = max(texts, key=lambda text: float(text.style["font_size"]))
        self.lines.append(Line(
            place.page, 0, words, min(text.position_x for text in texts) * POINTS,
            max(text.position_x + text.width for text in texts) * POINTS,
            float(largest.position_y + largest.baseline) * POINTS, float(largest.style["font_size"]) * POINTS,
            largest.style["font_family"][0], "" if place.marked is None else mark_of(place.marked), block.element_tag or "",
            number, float(block.width) * POINTS, path=self._path(block.element, place.marked), free=not place.gridded,
        ))

    def _path(self, element: Any, marked: Any) -> str:
        """The way from a block to a paragraph in it: at each step the number of the child, from 1."""
        steps: list[str] = []
        while marked is not None and element is not marked and element in self.parents:
            parent = self.parents[element]
            steps.insert(0, str(list(parent).index(element) + 1))
            element = parent
        return STEP.join(steps)

    def _texts(self, box: Any, place: _Place) -> Iterator[Any]:
        """The pieces of text of a line; boxes with paragraphs of their own are read apart."""
        for child in box.children:
            child = getattr(child, "_box", child)
            if type(child).__name__ == "TextBox":
                yield child
            elif any(type(inner).__name__ in ("BlockBox", "FlexBox") for inner in getattr(child, "children", ())):
                self.read(child, place)
            elif getattr(child, "children", None):
                yield from self._texts(child, place)
