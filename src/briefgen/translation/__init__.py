"""Translation: what each block was translated from, and the files that translators work in."""

from briefgen.translation.exchange import Entry, Exchange, exchange_of
from briefgen.translation.memory import check_translated, marked, record_text
from briefgen.translation.merge import Merged, merged
from briefgen.translation.segments import Edition, Pair, Segment, segments_of

__all__ = [
    "Edition", "Entry", "Exchange", "Merged", "Pair", "Segment", "check_translated", "exchange_of", "marked", "merged",
    "record_text", "segments_of",
]
