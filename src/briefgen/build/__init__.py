"""Build: the seven stages in their order, and the one door through which files, fonts and versions come in."""

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, find_project, open_door
from briefgen.build.founding import found
from briefgen.build.gallery import Shown, show
from briefgen.build.pipeline import Built, Order, build, check
from briefgen.build.workers import default_jobs

__all__ = [
    "Built", "Checked", "Door", "Order", "Shown", "build", "check", "check_project", "default_jobs", "find_project", "found",
    "open_door", "show",
]
