"""Compose: a brief, the relationship and a locale become one HTML page and its style sheet.

What the package offers is imported when it is asked for: the check reads citation styles and composes nothing.
"""

from typing import TYPE_CHECKING

from briefgen.offer import offer

if TYPE_CHECKING:
    from briefgen.compose.document import Composed, compose_brief, places_in, prefixed
    from briefgen.compose.gallery import Hanging, Wall, compose_gallery, share_on
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
    "places_in", "prefixed", "share_on", "sheets_of", "style_sheet",
]

if not TYPE_CHECKING:  # with it in sight, mypy would let any name pass
    __getattr__ = offer(__name__, {
        "briefgen.compose.document": ("Composed", "compose_brief", "places_in", "prefixed"),
        "briefgen.compose.gallery": ("Hanging", "Wall", "compose_gallery", "share_on"),
        "briefgen.compose.links": ("link_words",),
        "briefgen.compose.pack": ("Enclosed", "compose_pack"),
        "briefgen.compose.parallel": ("Pair", "Paired", "Side", "compose_parallel"),
        "briefgen.compose.plain": ("Mention", "mentions"),
        "briefgen.compose.setting": ("Place", "Printed"),
        "briefgen.compose.styles": ("sheets_of", "style_sheet"),
        "briefgen.compose.ticket": ("compose_ticket",),
    })
