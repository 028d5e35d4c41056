"""Making: the commands that leave files: build, gallery, new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TextIO

import typer

from briefgen.build import Built, Medium, Order, TrimSize, build, default_jobs, find_project
from briefgen.cli.app import app
from briefgen.cli.formats import Format, FormatOption, StrictOption
from briefgen.cli.terminal import NOT_BUILT, ProjectOption, accepted_text, counted, exits, progress, shown_path, spoken, warn

EverythingOption = Annotated[bool, typer.Option("--all", help="All editions for all media on all trims.", show_default=False)]


@app.command("build")
def build_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SLUG", help="Which briefs; all of them if none is named.", show_default=False),
    ] = None,
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", metavar="L", help="Only this locale, such as es-MX; may be repeated.")
    ] = None,
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", "-e", metavar="E", help="Only this edition: a locale, parallel or tumble; may be repeated."),
    ] = None,
    medium: Annotated[
        list[Medium] | None, typer.Option("--medium", "-m", help="Only this medium; may be repeated.", show_default=False)
    ] = None,
    trim: Annotated[
        list[TrimSize] | None, typer.Option("--trim", help="Only this size of page; may be repeated.", show_default=False)
    ] = None,
    everything: EverythingOption = False,  # noqa: FBT002
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the files go; by default build/ in the project.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, max=64, metavar="N", help="How many documents to make side by side; by default one a core."
        ),
    ] = None,
    project: ProjectOption = None,
    shape: FormatOption = Format.TEXT,
    strict: StrictOption = False,  # noqa: FBT002
) -> None:
    """Build the PDFs, the charts, the manifest and the index page.

    Without options it builds what briefgen.yaml says: editions, media, trims. The content is checked first. Nothing is
    replaced unless everything is right: if the content is wrong (exit 3) or a finished page fails a check (exit 4), the
    last good build stays. A build whose inputs have not changed does nothing and says so.
    """
    with exits(shape, project, NOT_BUILT):
        root = find_project(project or Path.cwd())
        order = Order(root, tuple(slugs or ()), (*(locale or ()), *(edition or ())), (out or root / "build").resolve(),
                      jobs or default_jobs(), strict, tuple(medium or ()), tuple(trim or ()), everything)
        with progress(shape) as report:
            built = build(order, report)
        warn(built.warnings, shape, project)
        closing_table(built, root, spoken(shape))


@app.command("gallery")
def gallery_command(
    charts: Annotated[
        list[str] | None,
        typer.Argument(metavar="CHART", help="Which charts; all of them if none is named.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the files go; by default gallery/ in the project.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=64, metavar="N", help="How many side by side.")] = None,
    project: ProjectOption = None,
) -> None:
    """Print all charts at all widths, in all locales, in colour and in grey: one PDF and one HTML page."""
    from briefgen.build import show  # a build that has nothing to do would wait for it

    with exits(left="no gallery was printed; the last one, if there is one, is untouched"):
        root = find_project(project or Path.cwd())
        with progress() as report:
            shown = show(root, tuple(charts or ()), (out or root / "gallery").resolve(), jobs or default_jobs(), report)
        warn(shown.warnings)
        print(f"{counted(shown.charts, 'chart')} on {counted(shown.pages, 'page')}: {shown_path(shown.folder, root)}")


@app.command("new")
def new_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the project goes: a new folder, or an empty one.")],
    partners: Annotated[
        str, typer.Option("--partners", metavar="ONE,OTHER", help="The two countries, in the three capitals of ISO 3166-1.")
    ],
    locales: Annotated[
        str, typer.Option("--locales", "-l", metavar="L,L", help="Language and region of each edition, such as en-CA,es-MX.")
    ],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day whose knowledge the briefs print; by default today.")
    ] = None,
) -> None:
    """Make a new project: example data, one brief, a look of its own.

    It builds at once. Its numbers are invented and say so on the page; its files say in comments what they are for. A
    locale that briefgen lacks gets its two files in the project's locales/, made from one of the same language.
    """
    from briefgen.build import found  # a build that has nothing to do would wait for it

    with exits():
        files = found(folder, partners, locales, as_of)
        own = [name for name in files if not name.startswith("schemas/")]
        print(f"{folder}: {len(own)} files, beginning with README.md, and schemas for editors. "
              "Go there, then: briefgen check, briefgen build.")


def closing_table(built: Built, root: Path, stream: TextIO) -> None:
    """The closing table: brief, edition, pages, path; below it, how many warnings are accepted."""
    if built.nothing_to_do:
        print("Nothing to do: no input has changed since the last build.", file=stream)
    rows = [
        ("brief", "edition", "pages", "path"),
        *((line.slug, line.edition, str(line.pages), shown_path(line.path, root)) for line in built.lines),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}", file=stream)
    if told := accepted_text(built.accepted):
        print(told.strip(), file=stream)
