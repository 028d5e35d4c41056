"""Compose: a brief, the relationship and a locale become one HTML page and its style sheet."""

from briefgen.compose.document import Composed, compose_brief, places_in, prefixed
from briefgen.compose.gallery import Hanging, Wall, compose_gallery
from briefgen.compose.links import link_words
from briefgen.compose.pack import Enclosed, compose_pack
from briefgen.compose.parallel import Pair, Paired, Side, compose_parallel
from briefgen.compose.plain import Mention, mentions
from briefgen.compose.setting import Place, Printed
from briefgen.compose.styles import sheets_of, style_sheet
from briefgen.compose.ticket import compose_ticket

__all__ = [
    "Composed", "Enclosed", "Hanging", "Mention", "Pair", "Paired", "Place", "Printed", "Side", "Wall",
    "compose_brief", "compose_gallery", "compose_pack", "compose_parallel", "compose_ticket", "link_words", "mentions",
    "places_in", "prefixed",
    "sheets_of", "style_sheet",
]
