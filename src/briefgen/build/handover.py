"""Hand-over: what a build made is put beside what still stands of the last one, with a manifest and an index page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked
from briefgen.build.door import Door
from briefgen.build.edition import Printed
from briefgen.build.entries import MEETINGS, Key, entries_of, made_by, targets_of
from briefgen.build.order import Wish
from briefgen.build.plan import declared, input_digest
from briefgen.build.products import is_primary, product_digest, wanted
from briefgen.build.target import Made
from briefgen.diagnostics import Diagnostic, Location, UsageError
from briefgen.model.edition import PARALLEL, TUMBLE, Medium, Product
from briefgen.publish import INDEX, MANIFEST, IndexLine, digest, hand_over, index_page, is_whole, manifest_text


@dataclass(frozen=True, slots=True)
class Issue:
    """What is handed over, where to, and what was there. `everything`: the whole project, so what is not declared goes."""

    out: Path
    door: Door
    checked: Checked
    last: Mapping[str, Any]
    made: tuple[Made, ...]
    printed: tuple[Printed, ...]
    everything: bool

    def targets(self) -> dict[Key, Mapping[str, Any]]:
        """The entries of the briefs' own files: those that still stand, and those that were made."""
        known = frozenset(declared(self.checked))
        entries = {key: entry for key, entry in targets_of(self.last).items()
                   if key in known and is_whole(self.out, entry["outputs"])}
        for one in self.made:
            entries[one.slug, one.locale] = {**one.entry, "inputs": self.inputs(one.slug), "outputs": _digests(one.files)}
        return dict(sorted(entries.items()))

    def products(self, configured: frozenset[Product]) -> dict[Product, Mapping[str, Any]]:
        """The entries of all other files. A whole build drops those that are out of date."""
        slugs = {slug for slug, _ in declared(self.checked)}
        entries: dict[Product, Mapping[str, Any]] = {}
        for one, entry in entries_of(self.last).items():
            stale = self.everything and entry["inputs"] != product_digest(self.door, self.checked, one)
            if one.slug in slugs and not stale and is_whole(self.out, entry["outputs"]):
                entries[one] = entry
        for made in self.printed:
            inputs = product_digest(self.door, self.checked, made.product)
            entries[made.product] = {**made.entry, "inputs": inputs, "outputs": _digests(made.files)}
        return {one: {**entry, "configured": one in configured} for one, entry in sorted(entries.items())}

    def inputs(self, slug: str) -> str:
        """What a brief's own file is made from."""
        return input_digest(self.door, self.checked, slug)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: digest(content) for path, content in files.items()}


def publish(issue: Issue) -> None:
    """Writes the new files beside those of the last build that still stand.

    Raises:
        UsageError: if the folder cannot be written.
    """
    configured = frozenset(one for one in wanted(Wish(), issue.checked) if not is_primary(one))
    targets, products = issue.targets(), issue.products(configured)
    files = {path: content for one in issue.made for path, content in one.files.items()}
    files |= {path: content for one in issue.printed for path, content in one.files.items()}
    kept = [path for entry in (*targets.values(), *products.values()) for path in entry["outputs"] if path not in files]
    files[INDEX] = _index(issue.checked, targets, products).encode()
    files[MANIFEST] = _manifest(issue, targets, products, configured).encode()
    try:
        hand_over(issue.out, files, kept)
    except OSError as error:
        problem, hint = f"expected a folder that can be written: {error.strerror}", "check its permissions and the disk"
        raise UsageError([Diagnostic("E004", Location(str(issue.out)), problem, hint)]) from None


def _manifest(
    issue: Issue, targets: Mapping[Key, Mapping[str, Any]], products: Mapping[Product, Mapping[str, Any]],
    configured: frozenset[Product],
) -> str:
    door, checked = issue.door, issue.checked
    whole = set(targets) == set(declared(checked)) and configured <= set(products) and all(
        entry["inputs"] == issue.inputs(slug) for (slug, _), entry in targets.items()
    ) and all(products[one]["inputs"] == product_digest(door, checked, one) for one in configured)
    return manifest_text({
        "as_of": str(checked.loaded.relationship.project.as_of), "versions": dict(door.versions), "made_by": made_by(door),
        "briefs": _nested((slug, locale, entry) for (slug, locale), entry in targets.items()),
        "print": _nested((one.slug, one.form, entry) for one, entry in products.items()),
        "fonts": {font.path.name: digest(font.path.read_bytes()) for font in door.fonts},
        "inputs": {name: digest(content) for name, content in door.files.items()}, "whole": whole,
    })


def _nested(rows: Iterator[tuple[str, str, Mapping[str, Any]]]) -> dict[str, dict[str, Mapping[str, Any]]]:
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for slug, name, entry in rows:
        found.setdefault(slug, {})[name] = entry
    return found


def _index(
    checked: Checked, targets: Mapping[Key, Mapping[str, Any]], products: Mapping[Product, Mapping[str, Any]]
) -> str:
    """The index page: folders of meetings first, then the briefs; labels in every language of the project."""
    project = checked.loaded.relationship.project
    names = ("title", "language", "medium", "pages", "beside")
    labels = {name: _said(checked, f"index_{name}") for name in names} | {"ticket": _said(checked, "ticket")}
    media = {medium: _said(checked, f"medium_{medium}") for medium in Medium}
    rows = [(slug, locale, media[Medium.OFFICE], entry, "") for (slug, locale), entry in targets.items()]
    rows += [(one.slug, one.edition, f"{media[one.medium]} {one.trim.capitalize()}".strip(), entry,
              _extent(checked, one, entry, targets, products)) for one, entry in products.items()]
    rows.sort(key=lambda row: (not row[0].startswith(MEETINGS), row[0], row[1], row[3]["file"]))
    lines = [IndexLine(slug, entry["title"], edition, _language(checked, edition), entry["pages"], entry["file"], medium,
                       tuple(path for path in entry["outputs"] if path != entry["file"]), _heading(checked, slug), extent)
             for slug, edition, medium, entry, extent in rows]
    return index_page(_joined(project.name[tag] for tag in project.locales), lines, labels, project.locales[0])


def _said(checked: Checked, msgid: str) -> str:
    """A message in every language of the project, once where it is the same."""
    return _joined(checked.locales[tag].message(msgid) for tag in checked.loaded.relationship.project.locales)


def _joined(texts: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(texts))


def _heading(checked: Checked, slug: str) -> str:
    """What a brief or a meeting is called in every language."""
    relationship = checked.loaded.relationship
    if slug.startswith(MEETINGS):
        title = relationship.meetings[slug.removeprefix(MEETINGS)].title
        return _joined(title[tag] for tag in relationship.project.locales)
    return _joined(checked.prose[slug, tag].front.title for tag in relationship.project.locales)


def _extent(
    checked: Checked, product: Product, entry: Mapping[str, Any], targets: Mapping[Key, Mapping[str, Any]],
    products: Mapping[Product, Mapping[str, Any]],
) -> str:
    """Of a booklet, the pages that it was folded from and the sides that they stand on; empty of anything else."""
    source = targets.get((product.slug, product.edition)) or products.get(product.on(Medium.OFFICE))
    if product.medium is not Medium.BOOKLET or source is None:
        return ""
    locales = (checked.locales[tag] for tag in checked.loaded.relationship.project.locales)
    return _joined(
        one.message("index_sides", pages=one.plural("page_count", source["pages"]),
                    sides=one.plural("side_count", entry["pages"]))
        for one in locales
    )


def _language(checked: Checked, edition: str) -> str:
    """What a file's language calls itself; some files have several, and say how they stand to each other."""
    project = checked.loaded.relationship.project
    if edition in (PARALLEL, TUMBLE):
        return f"{_language(checked, '+'.join(project.locales))}, {_said(checked, f'edition_{edition}')}"
    return " / ".join(checked.locales[tag].name for tag in edition.split("+"))
