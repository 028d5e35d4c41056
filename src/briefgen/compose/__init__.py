"""Compose: a brief, the relationship and a locale become one HTML page and its style sheet."""

from briefgen.compose.document import Composed, compose_brief, places_in, prefixed
from briefgen.compose.gallery import Hanging, Wall, compose_gallery
from briefgen.compose.pack import Enclosed, compose_pack
from briefgen.compose.plain import Mention, mentions
from briefgen.compose.setting import Place, Printed
from briefgen.compose.styles import style_sheet

__all__ = [
    "Composed", "Enclosed", "Hanging", "Mention", "Place", "Printed", "Wall", "compose_brief", "compose_gallery",
    "compose_pack", "mentions", "places_in", "prefixed", "style_sheet",
]
