"""Press: what becomes of a finished PDF after the engine."""

from briefgen.press.about import About
from briefgen.press.artifacts import mark_artifacts
from briefgen.press.imposition import Ending, Finish, Imposition, Scheme, signature_for
from briefgen.press.inks import Cmyk, inks_of
from briefgen.press.pressfile import press_file
from briefgen.press.sheets import Imposed, SheetWish, impose_file, planned
from briefgen.press.ticket import Found, Work, copies_wanted, proof_ticket, ticket_json, ticket_of
from briefgen.press.tumbling import Half, page_count, tumble

__all__ = [
    "About", "Cmyk", "Ending", "Finish", "Found", "Half", "Imposed", "Imposition", "Scheme", "SheetWish", "Work",
    "copies_wanted", "impose_file", "inks_of", "mark_artifacts", "page_count", "planned", "press_file", "proof_ticket",
    "signature_for", "ticket_json", "ticket_of", "tumble",
]
