"""briefgen prints policy briefs from sourced data and prose in two languages."""

__version__ = "0.1.0"
