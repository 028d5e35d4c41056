"""References: sources as a reference manager exports them, in CSL-JSON or BibTeX, and as records of this project's file."""

from briefgen.references.bibtex import read_bibtex
from briefgen.references.csl_json import read_csl_json
from briefgen.references.entry import Entry, NotAnExport
from briefgen.references.listing import base_id, record_lines

__all__ = ["Entry", "NotAnExport", "base_id", "read_bibtex", "read_csl_json", "record_lines"]
