"""Corrections in print: what a note says of a value that is not the provider's own."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.findings import operands_of
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, quantity_text
from briefgen.language.periods import date_text, day_text, period_text
from briefgen.model.brief import Relationship
from briefgen.model.finding import Quantity
from briefgen.model.observation import Observation
from briefgen.model.vintage import issued_of


def corrected_texts(quantities: Iterable[Quantity], relationship: Relationship, locale: Locale) -> tuple[str, ...]:
    """A sentence or more for each corrected observation behind some quantities: from what to what, why, by whom, when."""
    corrected = dict.fromkeys(o for quantity in quantities for o in operands_of(quantity) if o.correction)
    return tuple(_text(observation, relationship, locale) for observation in corrected)


def _text(observation: Observation, relationship: Relationship, locale: Locale) -> str:
    correction = relationship.corrections[observation.correction or ""]
    provided = observation.model_copy(update={"value": observation.published})
    reason = correction.reason[locale.tag].strip()
    return locale.message(
        "note_corrected",
        what=_what(observation, relationship, locale),
        period=period_text(observation.period, locale, short=False),
        published=quantity_text(provided, locale, Form.PROSE, qualified=True),
        value=quantity_text(observation, locale, Form.PROSE, qualified=True),
        reason=reason if reason.endswith((".", "!", "?")) else f"{reason}.",
        who=relationship.actors[correction.decided_by].name[locale.tag],
        date=day_text(correction.date, locale, short=False),
    )


def _what(observation: Observation, relationship: Relationship, locale: Locale) -> str:
    """What was counted, by whom and of whom: Passages of the strait (Atlantis, Mu)."""
    name = relationship.indicators[observation.indicator].name[locale.tag]
    sides = [relationship.actors[key].name[locale.tag] for key in (observation.reporter, observation.counterpart) if key]
    return f"{name} ({', '.join(sides)})" if sides else name


def dated_period(observation: Observation, relationship: Relationship, locale: Locale) -> str:
    """An observation's period, with the date of its vintage where that is not the date of its source."""
    text = period_text(observation.period, locale, short=False)
    issued = issued_of(relationship.sources[observation.source], relationship.sources)
    if observation.vintage is None or observation.vintage == issued:
        return text
    published = locale.message("note_vintage", date=date_text(observation.vintage, locale, short=False))
    return f"{text} ({published})"
