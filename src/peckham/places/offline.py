"""The second front door of places: planning from files, without the books.

What stands here needs no database and no Django, so that a planner can design, project, site hubs
and count staff on a laptop with published files alone. `api` is the door to what the books hold.
"""

from peckham.places import nesting, staffing_files, verifying
from peckham.places.domain import catchment, sizes, staffing
from peckham.places.domain.growth import trajectory, triggers
from peckham.places.domain.siting import hubs as siting
from peckham.places.drawing import report as designs_report
from peckham.places.drawing import running as designs
from peckham.places.growing import graphs as growth_graphs
from peckham.places.growing import report as growth_report
from peckham.places.growing import running as growth
from peckham.places.siting import reading as hubs
from peckham.places.siting import report as hubs_report

__all__ = [
    "catchment",
    "designs",
    "designs_report",
    "growth",
    "growth_graphs",
    "growth_report",
    "hubs",
    "hubs_report",
    "nesting",
    "siting",
    "sizes",
    "staffing",
    "staffing_files",
    "trajectory",
    "triggers",
    "verifying",
]
