"""Build: the seven stages in their order, and the one door through which files, fonts and versions come in.

What the package offers is imported when it is asked for: a check has no need of what prints, a build that has nothing to
do of neither.
"""

from typing import TYPE_CHECKING

from briefgen.offer import offer

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

if not TYPE_CHECKING:  # with it in sight, mypy would let any name pass
    __getattr__ = offer(__name__, {
        "briefgen.build.check": ("Checked", "check_project"),
        "briefgen.build.door": ("Door", "find_project", "open_door"),
        "briefgen.build.editions": ("Comparison", "Difference", "Fate"),
        "briefgen.build.examples": ("Advice", "Change", "advice_of", "example_of"),
        "briefgen.build.founding": ("found",),
        "briefgen.build.gallery": ("Shown", "show"),
        "briefgen.build.inquiry": ("Choice", "Inquiry", "compare", "inquire"),
        "briefgen.build.machine": ("Need", "needs"),
        "briefgen.build.order": ("Built", "Order", "default_jobs"),
        "briefgen.build.pipeline": ("build",),
        "briefgen.build.pressroom": ("Inspection", "Job", "inspect"),
        "briefgen.build.specimen": ("Specimen", "print_specimen"),
        "briefgen.build.trace": ("Trace",),
        "briefgen.build.wiring": ("write_schemas",),
        "briefgen.model.binding": ("Binding",),
        "briefgen.model.edition": ("Medium", "TrimSize"),
    })
