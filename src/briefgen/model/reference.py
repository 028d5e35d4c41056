"""QuantityIndex: observations and findings by reference, in full or as short as is unambiguous. Ours.

    two_way_goods_trade:CAN-MEX@2009   an observation, in full
    two_way_goods_trade:CAN@2009       the reporter alone, where the first-named partner pair is meant or only one series fits
    refugee_claims@2008                no reporter, where only one series has that period
    visitors_fall_2009                 a finding
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.finding import Finding, Quantity
from briefgen.model.observation import Observation

REFERENCE = re.compile(r"(?P<indicator>[a-z][a-z0-9_]*)(?::(?P<who>[A-Z_]{1,3}(?:-[A-Z]{3})?))?@(?P<period>[0-9SX./-]+)")


class UnknownReference(LookupError):
    """A reference that means nothing; `nearest` are the references that look most like it."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        super().__init__(text)
        self.nearest = nearest


class NotYetKnown(UnknownReference):
    """A reference to an observation all of whose vintages are later than the day that is spoken of."""

    def __init__(self, text: str, observation: Observation, day: datetime.date | None) -> None:
        super().__init__(text, ())
        self.message = f"expected an observation known on {day}, found {observation.id}, published {observation.vintage}"
        self.hint = "record an earlier vintage, use an earlier period, or move as_of"


class AmbiguousReference(LookupError):
    """A reference that means several observations, which are `choices`."""

    def __init__(self, text: str, choices: tuple[str, ...]) -> None:
        super().__init__(text)
        self.choices = choices


class QuantityIndex:
    """Every quantity that may be printed. Immutable once made.

    `later` are observations that were not yet published on the `day` that is spoken of: whoever names one is told so.
    """

    def __init__(
        self, observations: Iterable[Observation], findings: Mapping[str, Finding], partners: tuple[str, str],
        later: Iterable[Observation] = (), day: datetime.date | None = None,
    ) -> None:
        withheld = tuple(later)
        self._later = QuantityIndex(withheld, {}, partners) if withheld else None
        self._day = day
        self._by_id: dict[str, Quantity] = {o.id: o for o in observations}
        self._by_id.update(findings)
        self._partners = partners
        self._by_stem: dict[tuple[str, str], list[Observation]] = {}
        for quantity in self._by_id.values():
            if isinstance(quantity, Observation):
                self._by_stem.setdefault((quantity.indicator, str(quantity.period)), []).append(quantity)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def resolve(self, text: str) -> Quantity:
        """The quantity that a reference means.

        Raises:
            UnknownReference: if there is none; NotYetKnown, if there is one that was not yet published.
            AmbiguousReference: if there are several, and the pair of partners does not decide.
        """
        if text in self._by_id:
            return self._by_id[text]
        match = REFERENCE.fullmatch(text)
        candidates = self._by_stem.get((match["indicator"], match["period"]), []) if match else []
        if match and match["who"]:
            candidates = [o for o in candidates if match["who"] in (o.reporter, None if o.reporter else o.counterpart)]
        if not candidates:
            self._refuse_later(text)
            raise UnknownReference(text, self.nearest(text))
        if len(candidates) > 1:
            candidates = [o for o in candidates if {o.reporter, o.counterpart} == set(self._partners)] or candidates
        if len(candidates) > 1:
            raise AmbiguousReference(text, tuple(o.id for o in candidates))
        return candidates[0]

    def _refuse_later(self, text: str) -> None:
        if self._later:
            try:
                found = self._later.resolve(text)
            except LookupError:
                return
            if isinstance(found, Observation):
                raise NotYetKnown(text, found, self._day)

    def series(self, text: str) -> tuple[Observation, ...]:
        """Every observation of the series that `indicator:REPORTER-COUNTERPART` or `indicator:REPORTER` means, by period.

        The reporter alone means its own series without a counterpart, else the only one, else that of the partners.

        Raises:
            UnknownReference: if there is none; `nearest` are the series that look most like it. NotYetKnown, if nothing
                of it was published yet.
            AmbiguousReference: if the reporter has several; the choices are their references.
        """
        by_series: dict[str, list[Observation]] = {}
        for quantity in self._by_id.values():
            if isinstance(quantity, Observation):
                by_series.setdefault(quantity.id.rpartition("@")[0], []).append(quantity)
        names = [text] if text in by_series else [name for name in by_series if name.startswith(f"{text}-") and ":" in text]
        if len(names) > 1:
            names = [name for name in names if {*name.partition(":")[2].split("-")} == set(self._partners)] or names
        if len(names) > 1:
            raise AmbiguousReference(text, tuple(names))
        if not names:
            self._refuse_later_series(text)
            raise UnknownReference(text, tuple(difflib.get_close_matches(text, list(by_series), n=3, cutoff=0.5)))
        return tuple(sorted(by_series[names[0]], key=lambda o: (o.period.later().end, o.period.later().start)))

    def _refuse_later_series(self, text: str) -> None:
        if self._later:
            try:
                found = self._later.series(text)
            except LookupError:
                return
            raise NotYetKnown(text, found[0], self._day)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three references that look most like a text."""
        return tuple(difflib.get_close_matches(text, list(self._by_id), n=3, cutoff=0.5))
