"""Scene: all that a chart is drawn from besides its declaration: data, language, look and fonts."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.language.locale import Locale
from briefgen.language.territories import home
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.record import LocalText
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.model.typeface import FontFile


@dataclass(frozen=True)
class Scene:
    """What `draw` is handed, the same for all charts of one edition. `geography` is the TopoJSON that maps are drawn from."""

    relationship: Relationship
    quantities: QuantityIndex
    locale: Locale
    tokens: Tokens
    fonts: tuple[FontFile, ...]
    geography: str = ""

    @property
    def partners(self) -> tuple[str, str]:
        """The partners in the order in which the language names them: its own country first, otherwise as declared."""
        first, second = self.relationship.project.partners
        return (second, first) if home(self.locale.tag) == second else (first, second)

    def local(self, text: LocalText) -> str:
        """A text in the edition's locale and typography.

        Raises:
            KeyError: if it does not exist in that locale; there is no fallback.
        """
        return set_text(text[self.locale.tag], self.locale)

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
