"""Build: the seven stages in their order, and the one door through which files, fonts and versions come in.

What the package offers is imported when it is asked for: a check has no need of what prints, a build that has nothing to
do of neither.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.build.check import Checked, check_project
    from briefgen.build.door import Door, find_project, open_door
    from briefgen.build.editions import Comparison, Difference, Fate
    from briefgen.build.examples import Advice, Change, advice_of, example_of
    from briefgen.build.founding import found
    from briefgen.build.gallery import Shown, show
    from briefgen.build.inquiry import Choice, Inquiry, compare, inquire
    from briefgen.build.machine import Need, needs
    from briefgen.build.order import Built, Order, default_jobs
    from briefgen.build.pipeline import build
    from briefgen.build.pressroom import Inspection, Job, inspect
    from briefgen.build.specimen import Specimen, print_specimen
    from briefgen.build.trace import Trace
    from briefgen.build.wiring import write_schemas
    from briefgen.model.binding import Binding
    from briefgen.model.edition import Medium, TrimSize

__all__ = [
    "Advice", "Binding", "Built", "Change", "Checked", "Choice", "Comparison", "Difference", "Door", "Fate", "Inquiry",
    "Inspection", "Job", "Medium", "Need", "Order", "Shown", "Specimen", "Trace", "TrimSize", "advice_of", "build",
    "check_project", "compare",
    "default_jobs", "example_of", "find_project", "found", "inquire", "inspect", "needs", "open_door", "print_specimen", "show",
    "write_schemas",
]

_HOMES = {
    "build.check": ("Checked", "check_project"),
    "build.door": ("Door", "find_project", "open_door"),
    "build.editions": ("Comparison", "Difference", "Fate"),
    "build.examples": ("Advice", "Change", "advice_of", "example_of"),
    "build.founding": ("found",),
    "build.gallery": ("Shown", "show"),
    "build.inquiry": ("Choice", "Inquiry", "compare", "inquire"),
    "build.machine": ("Need", "needs"),
    "build.order": ("Built", "Order", "default_jobs"),
    "build.pipeline": ("build",),
    "build.pressroom": ("Inspection", "Job", "inspect"),
    "build.specimen": ("Specimen", "print_specimen"),
    "build.trace": ("Trace",),
    "build.wiring": ("write_schemas",),
    "model.binding": ("Binding",),
    "model.edition": ("Medium", "TrimSize"),
}
_HOME = {name: f"briefgen.{module}" for module, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:  # with it in sight, mypy would let any name pass

    def __getattr__(name: str) -> Any:
        """A name that the package offers, from its module."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(importlib.import_module(_HOME[name]), name)
        return found
