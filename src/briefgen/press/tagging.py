"""Tagging: what PDF/UA-1 and PDF/A-3 ask for, and the engine leaves out of its structure tree and attachments.

The engine names its cells without a tree of their names, says of no header cell which way it points, hangs some links on a
span within the link's tag, nests a table that runs on in columns in another one, measures figures from the top of the
page in pixels, lists each attachment twice and in the order of drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

PIXEL = 0.75  # points
_TABLE, _LINK, _FIGURE, _HEADER, _CELL = "/Table", "/Link", "/Figure", "/TH", "/TD"


def mend_tags(document: pikepdf.Pdf) -> None:
    """Corrects the structure tree of an engine's file."""
    root = document.Root.StructTreeRoot
    parents = pikepdf.NumberTree(root.ParentTree)
    for element in list(elements(root)):
        kind = str(element.get("/S"))
        if kind == _TABLE and all(str(child.S) == _TABLE for child in children(element)) and "/K" in element:
            element.S = pikepdf.Name.Div
        elif kind == _HEADER and "/A" in element:
            element.A.Scope = pikepdf.Name(_scope(element))
        elif kind == _FIGURE and "/BBox" in element.get("/A", {}):
            element.A.BBox = _upright(element)
        elif kind != _LINK:
            _lift_links(element, parents)
    name_cells(document)


def name_cells(document: pikepdf.Pdf) -> None:
    """The tree of names that header cells are told by (ISO 32000-1, 14.7.2), sorted as name trees are."""
    named = {bytes(element.ID): element for element in elements(document.Root.StructTreeRoot) if "/ID" in element}
    if named:
        document.Root.StructTreeRoot.IDTree = document.make_indirect(_name_tree(named))


def tell_apart(document: pikepdf.Pdf, prefix: str) -> None:
    """Puts a prefix before the names of cells, where the tables of another file come into the same tree."""
    for element in elements(document.Root.StructTreeRoot):
        if "/ID" in element:
            element.ID = pikepdf.String(prefix + str(element.ID))
        attributes: Any = element.get("/A", {})
        if "/Headers" in attributes:
            attributes.Headers = pikepdf.Array([pikepdf.String(prefix + str(one)) for one in attributes.Headers])


def name_links(document: pikepdf.Pdf, words: Mapping[str, str]) -> None:
    """Gives each link words for where it leads; the engine writes the name of the place, which nobody can make sense of."""
    for page in document.pages:
        annotations: Any = page.get("/Annots", [])
        for link in annotations:
            if link.get("/Subtype") == _LINK and (said := words.get(str(link.get("/Contents", "")))):
                link.Contents = pikepdf.String(said)


def mend_attachments(document: pikepdf.Pdf) -> None:
    """Each attached file once, and their names sorted, so that a reader that searches the tree finds them."""
    if "/AF" in document.Root:
        once = {one.objgen: one for one in document.Root.AF}
        document.Root.AF = pikepdf.Array(list(once.values()))
    names: Any = document.Root.get("/Names", {})
    files: Any = names.get("/EmbeddedFiles", {})
    if "/Names" in files:
        pairs = list(files.Names)
        document.Root.Names.EmbeddedFiles = document.make_indirect(
            _name_tree({bytes(key): file for key, file in zip(pairs[::2], pairs[1::2], strict=True)})
        )


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All elements of a structure tree, a parent before its children."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is not root:
            yield node
        waiting.extend(children(node)[::-1])


def children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements right below one, without content and references to objects."""
    return [kid for kid in _kids(node) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    found = node.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _scope(header: pikepdf.Object) -> str:
    """A header points along its row if cells with data stand beside it, and down its column else."""
    row = header.P
    return "/Row" if any(str(cell.S) == _CELL for cell in children(row)) and str(row.P.S) != "/THead" else "/Column"


def _upright(figure: pikepdf.Object) -> pikepdf.Array:
    """A figure's rectangle in the space of its page: points, from below."""
    left, top, right, bottom = (float(edge) * PIXEL for edge in figure.A.BBox)
    page = [float(edge) for edge in figure.Pg.get("/TrimBox", figure.Pg.MediaBox)]
    return pikepdf.Array([
        round(edge, 3) for edge in (page[0] + left, page[3] - bottom, page[0] + right, page[3] - top)
    ])


def _lift_links(element: pikepdf.Object, parents: pikepdf.NumberTree) -> None:
    """A link's place in the tree is the tag Link (ISO 14289-1, 7.18.5), not what stands within it."""
    if str(element.P.get("/S")) != _LINK:
        return
    kids = _kids(element)
    links = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR]
    if not links:
        return
    element.K = pikepdf.Array([kid for kid in kids if kid not in links])
    element.P.K = pikepdf.Array([*links, *_kids(element.P)])
    for link in links:
        parents[int(link.Obj.StructParent)] = element.P


def _name_tree(entries: dict[bytes, pikepdf.Object]) -> pikepdf.Dictionary:
    flat = pikepdf.Array()
    for key in sorted(entries):
        flat.append(pikepdf.String(key.decode("latin-1")))
        flat.append(entries[key])
    return pikepdf.Dictionary(Names=flat)
