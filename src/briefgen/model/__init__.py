"""The model: what is known about a relationship, frozen, without language and without HTML.

The words are those of SDMX (indicator, series, observation, reporter, counterpart, unit multiplier, status); what SDMX
has no word for (mechanism, position, issue, commitment, finding) is labelled as ours where it is defined.
"""
