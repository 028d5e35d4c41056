"""Proof: checks on the finished HTML and PDF, read back as a reader would, and of a brief's editions against each other."""

from briefgen.proof.editions import Edition, Part, Recorded, proof_editions
from briefgen.proof.finished import (
    embedded_fonts,
    folded,
    page_texts,
    proof_depths,
    proof_html,
    proof_length,
    proof_pdf,
)
from briefgen.proof.grammars import grammar_of
from briefgen.proof.reading import Passage, read_passages
from briefgen.proof.saying import Said, said_in, said_of
from briefgen.proof.typesetting import facing_area, proof_typesetting, type_area

__all__ = [
    "Edition", "Part", "Passage", "Recorded", "Said", "embedded_fonts", "facing_area", "folded", "grammar_of", "page_texts",
    "proof_depths",
    "proof_editions", "proof_html", "proof_length", "proof_pdf", "proof_typesetting", "read_passages", "said_in", "said_of",
    "type_area",
]
