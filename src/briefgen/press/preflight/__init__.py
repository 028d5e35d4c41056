"""Preflight: any PDF, read as a press reads it, and held against what a printer asks for."""

from briefgen.press.preflight.limits import Unreadable
from briefgen.press.preflight.report import Report, examined, preflight, survey
from briefgen.press.preflight.survey import Survey
from briefgen.press.preflight.wishes import Wishes

__all__ = ["Report", "Survey", "Unreadable", "Wishes", "examined", "preflight", "survey"]
