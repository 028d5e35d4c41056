"""Build: the seven stages in their order, and the one door through which files, fonts and versions come in."""

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, find_project, open_door
from briefgen.build.editions import Comparison, Difference, Fate
from briefgen.build.examples import Change, example_of
from briefgen.build.founding import found
from briefgen.build.gallery import Shown, show
from briefgen.build.inquiry import Choice, Inquiry, compare, inquire
from briefgen.build.machine import Need, needs
from briefgen.build.pipeline import Built, Order, build, check
from briefgen.build.pressroom import Inspection, Job, inspect
from briefgen.build.specimen import Specimen, print_specimen
from briefgen.build.trace import Trace
from briefgen.build.wiring import write_schemas
from briefgen.build.workers import default_jobs
from briefgen.model.binding import Binding
from briefgen.model.edition import Medium, TrimSize

__all__ = [
    "Binding", "Built", "Change", "Checked", "Choice", "Comparison", "Difference", "Door", "Fate", "Inquiry", "Inspection",
    "Job", "Medium", "Need", "Order", "Shown", "Specimen", "Trace", "TrimSize", "build", "check", "check_project", "compare",
    "default_jobs", "example_of", "find_project", "found", "inquire", "inspect", "needs", "open_door", "print_specimen", "show",
    "write_schemas",
]
