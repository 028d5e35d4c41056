"""Compose: a brief, the relationship and a locale become one HTML page and its style sheet."""

from briefgen.compose.document import Composed, compose_brief, places_in, prefixed
from briefgen.compose.setting import Place, Printed
from briefgen.compose.styles import style_sheet

__all__ = ["Composed", "Place", "Printed", "compose_brief", "places_in", "prefixed", "style_sheet"]
