"""From paths to resources: files, directories, bundles, bare resources."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from peckham.people.domain.import_report import ImportProblem
from peckham.people.fhir.validating import Fault, NotFhirJson, faults, further_faults

FILE_BYTES_MAX = 64 * 1024 * 1024
_ENTRY = re.compile(r"Bundle\.entry\[\d+\]")


@dataclass(frozen=True, slots=True)
class Sent:
    """One resource as sent.

    Args:
        file: Label of its file.
        path: Where in the file: "Patient", or "Bundle.entry[3].resource".
        resource: The parsed resource; numbers with a point are Decimal.
        identity: By what its sender knows it, the same each time it is sent.
        base: Address of the server that it came from, or "".
        names: Every key by which a reference in the same file may name it.
        sha256: Of its content, whatever the order of its keys.
    """

    file: str
    path: str
    resource: Mapping[str, Any]
    identity: str
    base: str
    names: tuple[str, ...]
    sha256: str

    @property
    def kind(self) -> str:
        """Its resource type."""
        return str(self.resource["resourceType"])


@dataclass(slots=True)
class SentFile:
    """A file: its bytes, the resources in it that are valid, and what was wrong with the others.

    `refused` names the identities of resources that were not valid, so that whatever points at
    them can be refused with the reason.
    """

    label: str
    content: bytes = b""
    resources: list[Sent] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Digest of the exact bytes."""
        return hashlib.sha256(self.content).hexdigest()


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[ImportProblem]]:
    """List files, those of a directory by name; what is not there is a problem."""
    found: list[Path] = []
    problems = []
    for path in paths:
        if path.is_dir():
            inside = sorted(inner for inner in path.rglob("*.json") if inner.is_file())
            found += inside
            if not inside:
                reason = "the directory holds no .json file"
                problems.append(ImportProblem(path.name or str(path), "", reason))
        elif path.is_file():
            found.append(path)
        else:
            problems.append(ImportProblem(str(path), "", "there is no such file"))
    return list(dict.fromkeys(found)), problems


def read_file(path: Path) -> SentFile:
    """Read one file, and sort its resources into valid ones and problems. Never raises."""
    file = SentFile(path.name)
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            return _refuse(
                file, f"larger than {FILE_BYTES_MAX // 1024 // 1024} MB; send it in parts"
            )
        file.content = path.read_bytes()
    except OSError as refusal:
        return _refuse(file, f"cannot be read: {refusal.strerror}")
    start = file.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return _refuse(file, "the file is empty")
    if start.startswith(b"<"):
        return _refuse(file, "XML is not read; ask the sender for FHIR as JSON")
    try:
        found = faults(file.content)
        parsed = json.loads(file.content.decode("utf-8-sig"), parse_float=Decimal)
    except (NotFhirJson, ValueError, RecursionError) as refusal:
        return _refuse(file, str(refusal) if isinstance(refusal, NotFhirJson) else "not JSON")
    if not isinstance(parsed, dict) or not isinstance(parsed.get("resourceType"), str):
        return _refuse(file, "JSON, but not a FHIR resource: it has no resourceType")
    _sort(file, parsed, found)
    if not file.resources and not file.problems:
        return _refuse(file, "a bundle that holds no resource")
    return file


def _sort(file: SentFile, parsed: dict[str, Any], found: Sequence[Fault]) -> None:
    """Part the resources that are valid from those that are not: an entry stands for itself."""
    entries = list(_walk(parsed, parsed["resourceType"], file.label))
    places = [path.removesuffix(".resource") for _, path, _ in entries]
    astray = [fault for fault in found if not any(_inside(fault.path, one) for one in places)]
    file.problems += [ImportProblem(file.label, fault.path, fault.reason) for fault in astray]
    if any(not _ENTRY.match(fault.path) for fault in astray):
        return
    for (resource, path, full_url), place in zip(entries, places, strict=True):
        mine = [fault for fault in found if _inside(fault.path, place)]
        if not mine:
            mine = [
                Fault(f"{path}{fault.path[len(str(resource['resourceType'])) :]}", fault.reason)
                for fault in further_faults(resource)
            ]
        sent = _sent(file.label, resource, path, full_url)
        if mine:
            for fault in mine:
                file.problems.append(ImportProblem(file.label, fault.path, fault.reason))
            for name in sent.names:
                file.refused[name] = f"{mine[0].path}: {mine[0].reason}"
        else:
            file.resources.append(sent)


def _walk(resource: Any, path: str, label: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Give (resource, path, fullUrl) for a bare resource, or for each entry of a bundle."""
    if not isinstance(resource, dict) or resource.get("resourceType") != "Bundle":
        if isinstance(resource, dict) and isinstance(resource.get("resourceType"), str):
            yield resource, path, ""
        return
    entries = resource.get("entry", [])
    for place, entry in enumerate(entries if isinstance(entries, list) else []):
        inner = entry.get("resource") if isinstance(entry, dict) else None
        if not isinstance(inner, dict) or not isinstance(inner.get("resourceType"), str):
            continue
        inner_path = f"{path}.entry[{place}].resource"
        if inner["resourceType"] == "Bundle":
            yield from _walk(inner, inner_path, label)
        else:
            full_url = entry.get("fullUrl")
            yield inner, inner_path, full_url if isinstance(full_url, str) else ""


def _sent(label: str, resource: dict[str, Any], path: str, full_url: str) -> Sent:
    digest = hashlib.sha256(
        json.dumps(resource, sort_keys=True, default=str, ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    ).hexdigest()
    kind, key = resource["resourceType"], resource.get("id")
    local = f"{kind}/{key}" if isinstance(key, str) and key else ""
    absolute = full_url if full_url.startswith(("urn:", "http://", "https://")) else ""
    base = absolute.removesuffix(local) if local and absolute.endswith(f"/{local}") else ""
    identity = absolute or local or f"sha256:{digest}"
    names = tuple(dict.fromkeys(name for name in (absolute, full_url, local) if name))
    return Sent(label, path, resource, identity, base, names, digest)


def _inside(fault_path: str, path: str) -> bool:
    return fault_path == path or fault_path.startswith((f"{path}.", f"{path}["))


def _refuse(file: SentFile, reason: str) -> SentFile:
    file.problems.append(ImportProblem(file.label, "", reason))
    return file
