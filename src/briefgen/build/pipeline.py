"""The pipeline, from top to bottom: load, check, draw, compose, render, proof, publish."""

from __future__ import annotations

from briefgen.build.door import open_door
from briefgen.build.order import Built, Order, Report
from briefgen.build.standing import there_already
from briefgen.diagnostics import ContentError, ProofError, strictly
from briefgen.publish import check_folder, read_manifest, recover


def build(order: Order, report: Report) -> Built:
    """Builds what is asked for and is not there yet, and hands it over whole.

    Raises:
        UsageError: if a brief, an edition or the output folder is not what it should be.
        ContentError: if the content is wrong; ProofError, if the finished pages are; MachineError, if the engine is missing.
    """
    report("load", "")
    door = open_door(order.root)
    check_folder(order.out)
    recover(order.out)
    last = read_manifest(order.out) or {}
    if not order.strict and (lines := there_already(order, door, last)) is not None:
        return Built(lines, ())
    # Imported here, because a build that has nothing to do would wait for them longer than for all else.
    from briefgen.build.check import check_project
    from briefgen.build.handover import Issue, publish
    from briefgen.build.site import Site

    report("check", "")
    checked, diagnostics = check_project(door)
    if checked is None or (order.strict and diagnostics):
        raise ContentError(strictly(diagnostics) if order.strict else diagnostics)
    site = Site(order, door, checked, last, report)
    made, printed, told = site.make()
    if order.strict and told:
        raise ProofError(strictly(told))
    report("publish", "")
    publish(Issue(order.out, door, checked, last, made, printed, everything=not order.slugs and order.wish.is_the_projects))
    return Built(tuple(site.lines(read_manifest(order.out) or {}, made, printed)), (*diagnostics, *told), len(checked.accepted))
