"""Compose: a brief, the relationship and a locale become one HTML page and its style sheet."""

from briefgen.compose.document import Composed, compose_brief
from briefgen.compose.setting import Printed
from briefgen.compose.styles import style_sheet

__all__ = ["Composed", "Printed", "compose_brief", "style_sheet"]
