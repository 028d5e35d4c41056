"""Memory: what each block was translated from, held against the source as it reads now; its file, and a word diff."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Sequence

from briefgen.diagnostics import Diagnostic, Places
from briefgen.model.translation import Translations
from briefgen.translation.segments import Segment, digest_of, on_one_line

LIKE_ENOUGH = 0.5
"""From which likeness of its words, from 0 to 1, a changed block is taken to be the one that was translated."""
AROUND = 3  # words that a diff shows before and after a change
HEAD = (
    "# yaml-language-server: $schema=../../schemas/translations.json\n"
    "# What each block was translated from, and its words then. `briefgen translated` and `briefgen import` write it.\n"
)


def translated_from(source: Sequence[Segment], record: Translations | None, locale: str) -> tuple[str | None, ...]:
    """For each segment of the source the digest of the text that its translation was made from, or None."""
    then = _digests(record, locale)
    return tuple(None if place is None else then[place] for place in laid_beside(source, record, locale))


def _digests(record: Translations | None, locale: str) -> list[str]:
    return list(record.blocks.get(locale, {}).values()) if record else []


def laid_beside(source: Sequence[Segment], record: Translations | None, locale: str) -> tuple[int | None, ...]:
    """For each segment of the source which recorded text it was, counted from 0, or None.

    The recorded texts are laid beside the source in their order, as in a diff. So a block that is added, removed or moved
    to another heading takes nothing away from those around it, and of two that change places one is not found.
    """
    then, now = _digests(record, locale), [segment.digest for segment in source]
    if then == now:
        return tuple(range(len(now)))
    found: list[int | None] = [None] * len(now)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            found[c:d] = range(a, b)
        elif tag == "replace":
            texts = {place: record.texts.get(then[place], "") for place in range(a, b)} if record else {}
            found[c:d] = _alike(texts, source[c:d])
    return tuple(found)


def _alike(then: dict[int, str], now: Sequence[Segment]) -> list[int | None]:
    """Of the texts of a stretch that has changed, by place, the one that each segment was."""
    found: list[int | None] = []
    for segment in now:
        words = segment.text.split(" ")
        ratios = [(difflib.SequenceMatcher(None, old.split(" "), words).ratio(), -place) for place, old in then.items()]
        ratio, place = max(ratios, default=(0.0, 0))
        found.append(-place if ratio >= LIKE_ENOUGH else None)
        if ratio >= LIKE_ENOUGH:
            del then[-place]
    return found


def check_translated(
    name: str, source: Sequence[Segment], translated: Sequence[Segment], record: Translations, locale: str
) -> Iterator[Diagnostic]:
    """Each block whose source has moved on since it was translated, or that nobody has marked as translated."""
    if len(source) != len(translated):
        return
    for digest, ours, theirs in zip(translated_from(source, record, locale), source, translated, strict=True):
        if digest is None:
            yield Diagnostic(
                "T009",
                theirs.place,
                f"expected a block that is marked as translated, found \"{ours.key}\"",
                f"read it against {ours.place}, then: briefgen translated {name} {ours.key}",
            )
        elif digest != ours.digest:
            yield Diagnostic(
                "T008",
                theirs.place,
                f"expected a translation of {ours.place} as it reads now, found one of an earlier text: "
                + word_diff(record.texts.get(digest, ""), ours.text),
                f"bring it up to date, then: briefgen translated {name} {ours.key}",
            )


def check_record(name: str, record: Translations, locales: Sequence[str], places: Places) -> Iterator[Diagnostic]:
    """Digests that do not belong to their words, that have none, and locales that are not translated into."""
    for digest, words in record.texts.items():
        if digest_of(words) != digest:
            yield Diagnostic(
                "T010",
                places.of("translations", name, "texts", digest),
                f"expected the text of the digest {digest}, found one of {digest_of(words)}",
                f"the file is not edited by hand; write it again: briefgen translated {name}",
            )
    for locale, blocks in record.blocks.items():
        if locale not in locales[1:]:
            told = f"expected one of {', '.join(locales[1:]) or 'no locales'}, found \"{locale}\""
            hint = "nothing is translated into the project's first locale" if locale in locales else "take it out"
            yield Diagnostic("T007", places.of("translations", name, "blocks", locale), told, hint)
        for key, digest in blocks.items():
            if digest not in record.texts:
                yield Diagnostic(
                    "T010",
                    places.of("translations", name, "blocks", locale, key),
                    f"expected a digest that has its text below, found \"{digest}\"",
                    f"the file is not edited by hand; write it again: briefgen translated {name}",
                )


def marked(
    source: Sequence[Segment], record: Translations | None, locale: str, done: Callable[[Segment], bool]
) -> Translations:
    """The record once the blocks for which `done` holds are translated from the source as it reads now."""
    before = translated_from(source, record, locale)
    blocks = {
        segment.key: segment.digest if done(segment) else digest
        for segment, digest in zip(source, before, strict=True)
        if done(segment) or digest is not None
    }
    kept = {tag: dict(entries) for tag, entries in record.blocks.items()} if record else {}
    whole = {**kept, locale: {key: digest for key, digest in blocks.items() if digest}}
    known = {**(record.texts if record else {}), **{segment.digest: segment.text for segment in source}}
    used = dict.fromkeys(digest for entries in whole.values() for digest in entries.values())
    return Translations(blocks=whole, texts={digest: known[digest] for digest in used if digest in known})


def record_text(record: Translations) -> str:
    """The record as its file holds it; equal records give equal bytes."""
    lines = [HEAD, "blocks:\n" if any(record.blocks.values()) else "blocks: {}\n"]
    for locale, blocks in sorted(record.blocks.items()):
        if blocks:
            lines += [f"  {locale}:\n", *(f'    {key}: "{digest}"\n' for key, digest in blocks.items())]
    lines.append("texts:\n" if record.texts else "texts: {}\n")
    lines += [f'  "{digest}": {json.dumps(words, ensure_ascii=False)}\n' for digest, words in record.texts.items()]
    return "".join(lines)


def word_diff(old: str, new: str) -> str:
    """What changed between two texts, word by word: `[-taken out-] {+put in+}`, with a few words around each change."""
    before, after = on_one_line(old).split(" "), on_one_line(new).split(" ")
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    parts: list[str] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            parts.append(_elided(before[a:b], begins=number > 0, ends=number < len(steps) - 1))
            continue
        parts += [f"[-{' '.join(before[a:b])}-]"] if b > a else []
        parts += [f"{{+{' '.join(after[c:d])}+}}"] if d > c else []
    return " ".join(part for part in parts if part)


def _elided(words: list[str], *, begins: bool, ends: bool) -> str:
    """A stretch that did not change, without what is far from the change before it (`begins`) and after it (`ends`)."""
    first, last = (AROUND if begins else 0), (AROUND if ends else 0)
    if len(words) <= first + last + 1:
        return " ".join(words)
    return " ".join((*words[:first], "…", *words[len(words) - last:]))


def record_file(name: str) -> str:
    """The path of that file: `name` is a brief's, or `texts/NAME`."""
    return f"{name}/translations.yaml" if name.startswith("texts/") else f"briefs/{name}/translations.yaml"
