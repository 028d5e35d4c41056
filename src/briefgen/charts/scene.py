"""Scene: all that a chart is drawn from besides its declaration: data, language, look and fonts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefgen.charts.wording import worded, wording
from briefgen.language.locale import Locale
from briefgen.language.periods import date_text, period_text
from briefgen.language.territories import home
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.period import EventDate, Period
from briefgen.model.record import LocalText
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.model.typeface import FontFile


@dataclass(frozen=True)
class Scene:
    """What `draw` is handed, the same for all charts of one edition. `geography` is the TopoJSON that maps are drawn from.

    `beside` is the second language of an edition in two: every label is then printed in both. All that prints words asks
    `local`, `message` or `said` for them.
    """

    relationship: Relationship
    quantities: QuantityIndex
    locale: Locale
    tokens: Tokens
    fonts: tuple[FontFile, ...]
    geography: str = ""
    beside: Locale | None = None

    @property
    def voices(self) -> tuple[Scene, ...]:
        """The scene in each of its languages alone."""
        if self.beside is None:
            return (self,)
        return replace(self, beside=None), replace(self, locale=self.beside, beside=None)

    def said(self, speak: Callable[[Scene], str]) -> str:
        """What `speak` says in each language of the scene, as one text."""
        return worded([speak(voice) for voice in self.voices])

    @property
    def partners(self) -> tuple[str, str]:
        """The partners in the order in which the language names them: its own country first, otherwise as declared."""
        first, second = self.relationship.project.partners
        return (second, first) if home(self.locale.tag) == second else (first, second)

    def local(self, text: LocalText) -> str:
        """A text in the edition's locale and typography, or in both of its locales.

        Raises:
            KeyError: if it does not exist in that locale; there is no fallback.
        """
        return self.said(lambda voice: set_text(text[voice.locale.tag], voice.locale))

    def message(self, msgid: str, **values: str) -> str:
        """A message of the locale files, with its values in the same language.

        Raises:
            KeyError: if a value is missing.
        """
        return worded([
            voice.locale.message(msgid, **{name: wording(value, language) for name, value in values.items()})
            for language, voice in enumerate(self.voices)
        ])

    def date(self, date: EventDate, *, short: bool) -> str:
        """A date in words."""
        return self.said(lambda voice: date_text(date, voice.locale, short=short))

    def period(self, period: Period, *, short: bool) -> str:
        """A period in words."""
        return self.said(lambda voice: period_text(period, voice.locale, short=short))

    def actor_name(self, actor_id: str) -> str:
        """An actor's name in full.

        Raises:
            KeyError: if there is no such actor.
        """
        return self.local(self.relationship.actors[actor_id].name)

    def actor_short(self, actor_id: str) -> str:
        """An actor's acronym, or its name where it has none."""
        actor = self.relationship.actors[actor_id]
        return self.local(actor.acronym or actor.name)
