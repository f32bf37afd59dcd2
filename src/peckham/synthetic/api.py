"""The front door of synthetic: the names that other rooms may use.

almanac = read_almanac(folder)                       data/synthetic of the repository
place = make_place(seed, almanac=almanac, people=n)  the same for every n up to 220,000
for batch in make_people(place, people=n, almanac=almanac): ...
"""

from peckham.synthetic.almanac import Almanac, read_almanac
from peckham.synthetic.people.ages import BANDS
from peckham.synthetic.people.batch import COHORT, ELSEWHERE, HOME, PeopleBatch
from peckham.synthetic.people.make import make_people
from peckham.synthetic.people.sample import MoreThanLiveHere
from peckham.synthetic.place.absences import Absence, draw_absences
from peckham.synthetic.place.make import TooManyPeople, make_place
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.askers import Askers, askers_of
from peckham.synthetic.requests.batch import NO_TIME, NOBODY, SYSTEM, RequestBatch
from peckham.synthetic.requests.make import make_requests
from peckham.synthetic.requests.menu import Category, Menu, Target

__all__ = [
    "BANDS",
    "COHORT",
    "ELSEWHERE",
    "HOME",
    "NOBODY",
    "NO_TIME",
    "SYSTEM",
    "Absence",
    "Almanac",
    "Askers",
    "Category",
    "Menu",
    "MoreThanLiveHere",
    "PeopleBatch",
    "RequestBatch",
    "SyntheticPlace",
    "Target",
    "TooManyPeople",
    "askers_of",
    "draw_absences",
    "make_people",
    "make_place",
    "make_requests",
    "read_almanac",
]
