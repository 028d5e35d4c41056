"""Translating: the commands for those who translate: export, import, translated."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import find_project
from briefgen.build.translating import ENDINGS, export, mark, save, take
from briefgen.cli.app import app
from briefgen.cli.terminal import NOT_CHANGED, ProjectOption, exits, shown_path, warn

SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="Which brief, or a shared text as texts/NAME.")]
LocaleOption = Annotated[
    list[str] | None, typer.Option("--locale", "-l", metavar="L", help="Only this locale, such as es-MX; may be repeated.")
]


class Form(StrEnum):
    """The formats of a translator's file."""

    PO = "po"
    XLIFF = "xliff"
    XLIFF_1 = "xliff-1.2"


@app.command("translated")
def translated_command(
    slug: SlugArgument,
    block: Annotated[
        str | None, typer.Argument(metavar="BLOCK", help="Only this block, as check names it; all of them if none is named.",
                                   show_default=False)
    ] = None,
    locale: LocaleOption = None,
    project: ProjectOption = None,
) -> None:
    """Mark a brief's blocks as translated from the first locale as it reads now.

    The record stands in the brief's translations.yaml; check compares each block's source with it from then on.
    """
    with exits(left="nothing was marked"):
        root = find_project(project or Path.cwd())
        for done in mark(root, slug, block, tuple(locale or ())):
            print(f"{done.name} {done.locale}: {done.finished} of {done.blocks} blocks marked as translated")


@app.command("export")
def export_command(
    slug: SlugArgument,
    to: Annotated[
        Form,
        typer.Option("--to", metavar="po|xliff|xliff-1.2", help="PO for Weblate and Poedit; XLIFF 2.0 or 1.2 for CAT tools."),
    ],
    locale: LocaleOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where it goes; by default SLUG.LOCALE.po, .xliff or .xlf here."),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Export a brief's prose for a translator, with its references as placeholders."""
    with exits(left="nothing was written"):
        root = find_project(project or Path.cwd())
        made = export(root, slug, to.value, tuple(locale or ()))
        if out is not None and len(made) > 1:
            raise typer.BadParameter("one file holds one locale; name it with --locale", param_hint="--out")
        for exchange, content in made:
            path = out or Path(f"{slug.replace('/', '-')}.{exchange.locale}.{ENDINGS[to.value]}")
            save(path.absolute(), content)
            finished = sum(entry.finished for entry in exchange.entries)
            print(f"{shown_path(path.absolute(), root)}: {len(exchange.entries)} blocks, {finished} of them up to date")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that export wrote and a translator has worked in.")],
    project: ProjectOption = None,
) -> None:
    """Import a translator's file back into the prose; blocks that did not change keep every byte.

    Finished blocks are marked as translated. If a placeholder was lost, altered or invented, nothing is written.
    """
    with exits(left=NOT_CHANGED):
        root = find_project(project or Path.cwd())
        for done in take(root, file):
            warn(done.warnings)
            left = done.blocks - done.finished
            print(f"{done.name} {done.locale}: {len(done.changed)} of {done.blocks} blocks changed, {done.finished} marked as "
                  f"translated, {left} left as not finished; {', '.join(done.files) or 'no file'} written")
