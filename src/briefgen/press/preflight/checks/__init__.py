"""Checks: one module a subject; each is handed a file that was read, and tells what a press would trip over."""

from briefgen.press.preflight.checks.binding import check_binding
from briefgen.press.preflight.checks.bleed import check_bleed
from briefgen.press.preflight.checks.boxes import check_boxes
from briefgen.press.preflight.checks.cargo import check_cargo
from briefgen.press.preflight.checks.colours import check_colours
from briefgen.press.preflight.checks.coverage import check_coverage
from briefgen.press.preflight.checks.embedding import check_embedding
from briefgen.press.preflight.checks.intents import check_intents
from briefgen.press.preflight.checks.lines import check_lines
from briefgen.press.preflight.checks.margins import check_margins
from briefgen.press.preflight.checks.overprint import check_overprint
from briefgen.press.preflight.checks.resolution import check_resolution
from briefgen.press.preflight.checks.transparency import check_transparency

CHECKS = (
    check_boxes, check_bleed, check_intents, check_colours, check_coverage, check_resolution, check_lines, check_embedding,
    check_overprint, check_transparency, check_binding, check_margins, check_cargo,
)

__all__ = ["CHECKS"]
