"""Asking: the commands that only say something: check, list, explain."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import advice_of, example_of, find_project
from briefgen.build.check import check
from briefgen.cli.app import app
from briefgen.cli.formats import Format, FormatOption, StrictOption
from briefgen.cli.terminal import ProjectOption, accepted_text, counted, exits, spoken, warn
from briefgen.diagnostics import CODES, ContentError, Diagnostic, Location, UsageError, nearest, strictly

WIDTH, INDENT = 100, " " * 4
"""Of lines of advice, in characters."""


@app.command("check")
def check_command(
    project: ProjectOption = None, shape: FormatOption = Format.TEXT, strict: StrictOption = False,  # noqa: FBT002
) -> None:
    """Check data, prose and findings; nothing is printed.

    Every mistake is told at once, with file, line and column, what was expected and found, and a hint.
    """
    stopped = "a build with --strict" if strict else "a build"
    with exits(shape, project, f"{stopped} would stop here; the last good one, if there is one, is untouched"):
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None or (strict and diagnostics):
            raise ContentError(strictly(diagnostics) if strict else diagnostics)
        warn(diagnostics, shape, project)
        relationship = checked.loaded.relationship
        print(
            f"All is well{_but_for(len(checked.warnings))}: {counted(len(checked.loaded.briefs), 'brief')} in "
            f"{counted(len(relationship.project.locales), 'locale')}, "
            f"{counted(len(relationship.observations()), 'observation')}, {counted(len(relationship.findings), 'finding')}, "
            f"{counted(len(relationship.sources), 'source')}.{accepted_text(len(checked.accepted))}",
            file=spoken(shape),
        )


def _but_for(warnings: int) -> str:
    """What keeps all from being well."""
    return f" but for {counted(warnings, 'warning')}" if warnings else ""


@app.command("list")
def list_command(project: ProjectOption = None) -> None:
    """List the project's briefs with their locales and titles."""
    with exits(left="the briefs are not listed"):
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None:
            raise ContentError(diagnostics)
        for (slug, tag), prose in sorted(checked.prose.items()):
            print(f"{slug}\t{tag}\t{prose.front.title}")


@app.command("explain")
def explain_command(code: Annotated[str, typer.Argument(metavar="CODE", help="A diagnostic's code, such as D014.")]) -> None:
    """Explain a code such as D014 and what to do about it, with an example of wrong and of right.

    A code of what is found on paper or on the machine (R, B, E) gets the message as it prints, why it matters, what to do, and
    where there are any, the thresholds and what a print shop would say.
    """
    with exits():
        known = CODES.get(code.upper())
        if known is None:
            raise UsageError(
                [Diagnostic("E007", Location(code), f"expected a code, found \"{code}\"", nearest(code.upper(), CODES))]
            )
        print(f"{known.code} ({known.severity}): {known.title}\n{known.meaning}")
        for change in example_of(known.code):
            place = f", in {change.file}" if change.file else ""
            print(f"\nwrong{place}:\n{_indented(change.wrong)}\nright:\n{_indented(change.right)}")
        if advice := advice_of(known.code):
            print(f"\nfound:\n{textwrap.indent(advice.found.rstrip(), INDENT)}")
            for head, words in (("why it matters", advice.why), ("what to do", advice.mend), ("told from", advice.limits),
                                ("a print shop would say", advice.shop)):
                if words:
                    print(f"\n{head}:\n{textwrap.fill(words, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)}")


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text.rstrip("\n")), "    ")
