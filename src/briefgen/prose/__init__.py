"""Prose: MyST Markdown becomes blocks with references; nothing is evaluated."""

from briefgen.prose.blocks import Block, BlockKind, Directive, Emphasis, Inline, Passage, Prose, Reference, Strong, Text
from briefgen.prose.parser import parse_inline, parse_passage, parse_prose
from briefgen.prose.references import check_exhibits, check_prose
from briefgen.prose.sharing import check_circles, expanded, in_order, pages_referred_to
from briefgen.prose.structure import check_parts

__all__ = [
    "Block", "BlockKind", "Directive", "Emphasis", "Inline", "Passage", "Prose", "Reference", "Strong", "Text", "check_circles",
    "check_exhibits", "check_parts", "check_prose", "expanded", "in_order", "pages_referred_to", "parse_inline",
    "parse_passage", "parse_prose",
]
