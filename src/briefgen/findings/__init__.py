"""Findings: statistics derived from observations, and the wording they allow."""

from briefgen.findings.derivation import derive, needed, operands_of
from briefgen.findings.mirrors import check_mirrors

__all__ = ["check_mirrors", "derive", "needed", "operands_of"]
