"""The one table of codes: everything that briefgen can say is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.diagnostics.code import Code
from briefgen.diagnostics.content_codes import CONTENT_CODES
from briefgen.diagnostics.print_codes import PRINT_CODES


def _table(*codes: Code) -> Mapping[str, Code]:
    table = {code.code: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("a diagnostic code is defined twice")
    return MappingProxyType(table)


CODES: Mapping[str, Code] = _table(*CONTENT_CODES, *PRINT_CODES)
