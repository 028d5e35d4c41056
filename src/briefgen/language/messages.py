"""Messages: the msgids that the code uses, and what each holds in braces. A catalogue has exactly these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.brief import BriefKind
from briefgen.model.observation import Status
from briefgen.model.relationship import (
    ActorKind,
    AgreementKind,
    CommitmentStatus,
    EventKind,
    InterestGroup,
    IssueKind,
    Level,
    MechanismKind,
    MechanismStatus,
)

_PLAIN = """
    figure table source sources note notes contents page pages edition as_published key_numbers what_could_be_decided
    continued about_notes about_brief unknown total gap reporter counterpart promise made_in responsible status_head
    evidence position_shared no_value no_date estimated not_said_who co_chairs conveners sponsors consulted thanks
    created members chairs parts outputs strengths criticisms purpose budget projects issues_challenge
    issues_opportunity remedy concerns imprint typeface_licence translation_note corrections
    notes_and_sources notes_head figures_and_tables sources_heading back_to_text imprint_own_words imprint_licence
    imprint_type what_has_worked what_stands_in_the_way what_would_help index_title index_brief index_language index_pages
    title_back title_contents sr_chart sr_notes sr_key_number sr_external sr_margin
"""
_HOLDING: Mapping[str, str] = {
    "figure_number": "number",
    "table_number": "number",
    "note_number": "number",
    "source_line": "source",
    "sources_line": "sources",
    "note_line": "note",
    "page_of": "page pages",
    "continued_from": "title",
    "data_as_of": "date",
    "cited_in": "source",
    "own_computation": "sources",
    "converted_at": "rate source",
    "criticised_for": "criticism",
    "reported_by": "reporter",
    "published_on": "date",
    "accessed_on": "date",
    "in_unit": "unit",
    "of_whole": "whole",
    "with_period": "text period",
    "other_edition": "language",
    "printed_from": "name date",
    "typeface_line": "families",
    "licence_line": "licence",
    "published_by": "publisher",
    "contact_line": "contact",
    "title_to_page": "page",
    "title_to_note": "number",
    "title_to_exhibit": "exhibit",
    "sr_data": "exhibit",
    "alt_bar": "values",
    "alt_line": "values",
    "alt_stack": "values",
    "alt_mirror": "values",
    "alt_waterfall": "values",
    "alt_timeline": "events",
    "alt_network": "ties",
    "alt_tree": "root parts",
    "alt_value": "label value",
    "alt_value_period": "label period value",
    "alt_event": "date event",
    "alt_tie": "one other",
    "alt_part": "part parts",
    "alt_whole": "value",
    "alt_gap": "value",
    "alt_emphasis": "labels",
    "alt_bound": "value",
    "alt_annotation": "date event",
    "no_value_between": "first last",
    "down_by": "value",
    "note_computed": "findings",
    "note_rate": "rate",
    "note_again": "number",
    "imprint_data": "date",
    "imprint_tool": "version",
}
_ENUMERATIONS: Mapping[str, Iterable[str]] = {
    "": BriefKind,
    "status_": MechanismStatus,
    "commitment_": CommitmentStatus,
    "observation_": Status,
    "level_": Level,
    "group_": InterestGroup,
    "issue_": IssueKind,
    "actor_": ActorKind,
    "agreement_": AgreementKind,
    "mechanism_": MechanismKind,
    "event_": EventKind,
}
"""Prefix of the msgids, and the model's words that each need a message: a new member of an enumeration demands one."""

PLURALS = frozenset({"page_count", "note_count", "source_count", "part_count", "year_count"})
"""Messages that depend on a number, `{n}`."""

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    **{msgid: frozenset() for msgid in _PLAIN.split()},
    **{prefix + word: frozenset() for prefix, words in _ENUMERATIONS.items() for word in words},
    **{msgid: frozenset(names.split()) for msgid, names in _HOLDING.items()},
    **{msgid: frozenset({"n"}) for msgid in PLURALS},
}

MESSAGES = frozenset(PLACEHOLDERS)
