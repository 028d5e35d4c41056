"""Load: the bytes of a project's files become the model, or diagnostics with file, line and column."""

from briefgen.load.documents import Document, read_document
from briefgen.load.project import Loaded, ProseFile, load_project

__all__ = ["Document", "Loaded", "ProseFile", "load_project", "read_document"]
