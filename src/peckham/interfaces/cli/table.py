"""Every subcommand, with the one line that `./peckham --help` says of it."""

from dataclasses import dataclass
from enum import Enum


class Needs(Enum):
    """What must be ready before a subcommand runs; each includes the ones above it."""

    NOTHING = "nothing"
    ADDRESSES = "the addresses of a running database server, in the environment"
    ROLES = "the roles and rights on that server too, as the owner"
    BOOKS = "Django set up as the owner of the books, and every migration done"


@dataclass(frozen=True)
class Command:
    """A subcommand.

    Args:
        name: One word, or two when a noun has several verbs ("places import").
        line: What it does, for `--help`.
        needs: What must be ready before it runs.
    """

    name: str
    line: str
    needs: Needs = Needs.NOTHING

    @property
    def module(self) -> str:
        """Name of the module that carries it out."""
        return f"peckham.interfaces.cli.commands.{self.name.translate(str.maketrans(' -', '__'))}"


COMMANDS = (
    Command("demo", "Start everything with a synthetic place, and say where to look."),
    Command("test", "Run every check; what follows is passed on to pytest."),
    Command("serve", "Run the web server.", Needs.ADDRESSES),
    Command("worker", "Run the worker, which does jobs and sweeps.", Needs.ADDRESSES),
    Command("migrate", "Bring the books' tables up to date.", Needs.ROLES),
    Command("backup", "Write every book to one file.", Needs.ADDRESSES),
    Command("restore", "Read a backup into an empty database.", Needs.ROLES),
    Command("database prepare", "Make the roles and rights that the books need."),
    Command("database sql", "Print the SQL that an administrator must run first."),
    Command("health", "Ask the running web server whether each part is alive."),
    Command("places import", "Read published places: areas, practices, networks.", Needs.BOOKS),
    Command("places design", "Design neighbourhoods from files, without the books."),
    Command("places grow", "Project residents by small area, age and year, without the books."),
    Command("places verify", "Check a plan's certificate anew, without the solver."),
    Command("places report", "Set networks against neighbourhoods, cell by cell.", Needs.BOOKS),
    Command("places keep-growth", "Keep a projection for planners to see.", Needs.BOOKS),
    Command("places network", "Say what a network of its own lacks, without the books."),
    Command("places split", "Split a neighbourhood inside its boundary, without the books."),
    Command("places staff", "Count the staff of neighbourhoods by need, without the books."),
    Command("places hubs", "Choose sites for hubs inside neighbourhoods, without the books."),
    Command(
        "contracts keep-published", "Keep what was published of real places' partners.", Needs.BOOKS
    ),
    Command(
        "money attribute", "Divide a difference among its factors, to the penny, without books."
    ),
    Command("money baselines", "Compute every stored baseline anew from its inputs.", Needs.BOOKS),
    Command(
        "money verify",
        "Check that the books are the ones that were sealed, and balance.",
        Needs.BOOKS,
    ),
    Command("people import", "Read residents from FHIR files.", Needs.BOOKS),
    Command("contracts publish", "Write contracts as a package of open releases.", Needs.BOOKS),
    Command("sign-in link", "Link an account to its holder at the provider.", Needs.BOOKS),
    Command(
        "access verify", "Check that the log of looks is the one that was sealed.", Needs.BOOKS
    ),
    Command("bench", "Measure, with the machine printed beside the figures."),
    Command("docs", "Write the generated pages of docs/ anew, or check them.", Needs.BOOKS),
    Command("soak", "Run the generative tests and the faults at their full counts."),
)
