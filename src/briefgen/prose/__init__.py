"""Prose: MyST Markdown becomes blocks with references; nothing is evaluated."""

from briefgen.prose.blocks import Block, BlockKind, Emphasis, Inline, Prose, Reference, Strong, Text
from briefgen.prose.parser import parse_inline, parse_prose
from briefgen.prose.references import check_exhibits, check_prose

__all__ = [
    "Block", "BlockKind", "Emphasis", "Inline", "Prose", "Reference", "Strong", "Text",
    "check_exhibits", "check_prose", "parse_inline", "parse_prose",
]
