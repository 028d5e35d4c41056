"""Artifacts: running heads and folios are marked as such, so that a screen reader does not read them on every page.

The engine leaves the content of page margins marked, but in no place of the structure tree; PDF/UA-1 (ISO 14289-1, 7.1)
wants all content to be either in the tree or an artifact.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pikepdf

from briefgen.press.tagging import mend_attachments, mend_tags, name_links

NOTHING: Mapping[str, str] = MappingProxyType({})


def mark_artifacts(pdf: bytes, links: Mapping[str, str] = NOTHING) -> bytes:
    """The same file with margin boxes as pagination artifacts, tags as PDF/UA-1 asks, and an identifier of its content.

    `links` are the words in which a link says where it leads, by the name of the place.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        reachable = _reachable(document)
        for number, page in enumerate(document.pages):
            _rewrite(document, page, reachable.get(number, set()))
        mend_tags(document)
        name_links(document, links)
        mend_attachments(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def _reachable(document: pikepdf.Pdf) -> dict[int, set[int]]:
    """The marked-content ids of each page (from 0) that the structure tree reaches."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: dict[int, set[int]] = {}
    queue: list[tuple[pikepdf.Object, int]] = [(document.Root.StructTreeRoot, 0)]
    while queue:
        node, page = queue.pop()
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        children: Any = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, int):
                found.setdefault(page, set()).add(child)
            elif isinstance(child, pikepdf.Dictionary) and child.get("/Type") != "/OBJR":
                queue.append((child, page))
    return found


def _rewrite(document: pikepdf.Pdf, page: pikepdf.Page, known: set[int]) -> None:
    instructions: list[tuple[list[pikepdf.Object], pikepdf.Operator]] = []
    artifact = pikepdf.Dictionary(Type=pikepdf.Name.Pagination)
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        if str(operator) == "BDC" and "/MCID" in operands[1] and int(operands[1].MCID) not in known:
            operands = [pikepdf.Name.Artifact, artifact]
        instructions.append((operands, operator))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))
