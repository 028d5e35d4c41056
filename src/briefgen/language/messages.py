"""Messages: the msgids that the code uses, and what each holds in braces. A catalogue has exactly these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

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
from briefgen.model.ticket import Binding

_PLAIN = """
    figure table source sources note notes contents page pages edition as_published what_could_be_decided unknown
    total gap reporter counterpart status_head series_break co_chairs conveners sponsors created members chairs parts outputs
    criticisms purpose projects imprint notes_and_sources notes_head notes_in_both figures_and_tables sources_heading
    back_to_text imprint_own_words imprint_licence imprint_type what_has_worked what_stands_in_the_way what_would_help
    index_title index_beside edition_bilingual
    index_language index_medium index_pages medium_office medium_archive medium_press medium_booklet
    edition_parallel edition_tumble what_works questions_for_the_meeting
    meeting_folder agenda delegations key_numbers example_mark example_note crib_head gallery
    in_colour in_grey width_full width_column width_margin
    ticket ticket_copies ticket_to_agree ticket_trim ticket_bleed ticket_pages ticket_inks ticket_binding ticket_folding
    ticket_paper ticket_sheet ticket_fonts ticket_contact ticket_imposition ticket_turning ticket_files
    ticket_standard ticket_publisher ticket_delivery ticket_proof ticket_shaded
    folding_flat folding_fold folding_staple folding_glue ink_cyan ink_magenta ink_yellow ink_black
    specimen specimen_type specimen_colours specimen_grid specimen_spacing specimen_components specimen_charts
    specimen_ink_total specimen_contrast specimen_tokens_note specimen_unused specimen_fiction specimen_section specimen_heading
    specimen_subheading specimen_after_heading specimen_paragraph specimen_bullet specimen_bullet_next specimen_lead
    specimen_margin specimen_beside specimen_pull_quote specimen_sidebar_title specimen_sidebar specimen_shared
    specimen_chart_title specimen_chart_subtitle specimen_table_title specimen_table_subtitle specimen_group_title
    specimen_number_title specimen_total_title specimen_form_title specimen_worked specimen_hindered specimen_would_help
    specimen_outlook specimen_outlook_next specimen_works specimen_works_next specimen_obstacles specimen_obstacles_next
    specimen_decision specimen_question specimen_question_next
    counted_in_each field_groups field_levels field_level field_status field_theme field_kind
"""
_HOLDING: Mapping[str, str] = {
    "source_line": "source",
    "sources_line": "sources",
    "data_as_of": "date",
    "cited_in": "source",
    "alt_bar": "values",
    "alt_line": "values",
    "alt_stack": "values",
    "alt_mirror": "values",
    "alt_waterfall": "values",
    "alt_timeline": "events",
    "alt_network": "ties",
    "alt_tree": "root parts",
    "alt_dot": "values",
    "alt_slope": "panels",
    "alt_share": "panels",
    "alt_multiples": "panels",
    "alt_break": "first last",
    "alt_matrix": "cells",
    "alt_chain": "links",
    "alt_map": "ties",
    "alt_link": "one other reason",
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
    "note_vintage": "date",
    "note_corrected": "what period published value reason who date",
    "ticket_inches": "size",
    "ticket_ink_total": "value",
    "ticket_creep": "value",
    "ticket_intent": "name",
    "index_sides": "pages sides",
    "ticket_blanks_within": "number",
    "ticket_blanks_added": "number",
    "ticket_cover_and_inside": "cover inside",
    "paper_whole": "weight",
    "paper_inside": "weight",
    "paper_cover": "weight",
    "imprint_data": "date",
    "imprint_tool": "version",
    "ref_elsewhere": "title page",
    "quoted": "text",
    "opened_by": "who",
    "specimen_number": "number",
    "specimen_name": "name acronym",
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
    "binding_": Binding,
}
"""Prefix of the msgids, and the model's words that each need a message: a new member of an enumeration demands one."""

PLURALS = frozenset({
    "file_page_count", "side_count", "sheet_count", "page_count", "note_count", "source_count", "part_count", "year_count",
})
"""Messages that depend on a number, `{n}`."""

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    **{msgid: frozenset() for msgid in _PLAIN.split()},
    **{prefix + word: frozenset() for prefix, words in _ENUMERATIONS.items() for word in words},
    **{msgid: frozenset(names.split()) for msgid, names in _HOLDING.items()},
    **{msgid: frozenset({"n"}) for msgid in PLURALS},
}

MESSAGES = frozenset(PLACEHOLDERS)


def msgid_of(word: StrEnum) -> str:
    """The msgid of a word of the model, such as a level or a status.

    Raises:
        StopIteration: if no catalogue names such words.
    """
    return next(prefix for prefix, words in _ENUMERATIONS.items() if words is type(word)) + word.value
