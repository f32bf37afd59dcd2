"""A certificate, the files that it was made for, and the check of the one against the others."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peckham.places.domain.design.posing import labels_of, pose
from peckham.places.domain.design.problem import Limits, Nest, Problem, Wishes
from peckham.places.domain.design.proof.claims import Question, claim_of
from peckham.places.domain.design.proof.doubts import NotACertificate
from peckham.places.domain.design.proof.verification import Verified, verify
from peckham.places.published.design_files import read_graph, read_lists
from peckham.places.published.plan_file import read_plan


@dataclass(frozen=True, slots=True)
class Files:
    """What to check, and what to check it against.

    Args:
        certificate: A certificate, or a design's report that holds one.
        graph: Small areas and their boundaries.
        registered: Registrations by area and network.
        networks: The networks, and which are core.
        plan: The plan.
    """

    certificate: Path
    graph: Path
    registered: Path
    networks: Path
    plan: Path


def verified(files: Files) -> Verified:
    """Check a certificate against files, read as its question says.

    Raises:
        CertificateRefused: One of its kinds, naming the first thing that does not hold.
        BadPublication: If a file cannot be read.
        CannotDesign: If the files do not make a problem.
    """
    certificate = read_certificate(files.certificate)
    problem = problem_of(files, claim_of(certificate).question)
    plan = read_plan(files.plan, problem.codes)
    return verify(certificate, problem, labels_of(plan, problem.codes))


def read_certificate(path: Path) -> dict[str, Any]:
    """Read a certificate from its own file or from the report that it came in.

    Raises:
        NotACertificate: If there is none.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotACertificate(f"{path.name} cannot be read as JSON ({error}).") from error
    inner = said.get("certificate", said) if isinstance(said, dict) else None
    if not isinstance(inner, dict):
        raise NotACertificate(f"{path.name} holds no certificate.")
    return inner


def problem_of(files: Files, question: Question) -> Problem:
    """Pose the certificate's question anew from the files."""
    areas, boundaries = read_graph(files.graph, question.bases)
    nest: Nest = "borough" if question.nest == "borough" else "none"
    return pose(
        areas,
        boundaries,
        lists=read_lists(files.registered, files.networks),
        bases=question.bases,
        limits=Limits(
            question.minimum, question.maximum, question.count, nest, question.is_small_kept
        ),
        wishes=Wishes(locked=question.together, forbidden=question.apart),
        is_joining=question.is_joined,
    )
