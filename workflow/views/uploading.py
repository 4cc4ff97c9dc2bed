"""What a press brings along as documents: files, parts sent before, known content, a link."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpRequest

from kinerja import evidence
from kinerja.evidence import Kept, Unfit, parts
from kinerja.models import Unit


@dataclass(frozen=True)
class Upload:
    """One document that was brought: kept bytes or a link, with its name."""

    title: str
    file: Kept | None = None
    link: str = ""


@contextmanager
def uploads(request: HttpRequest, unit: Unit) -> Iterator[list[Upload]]:
    """Take in what the press brings; bytes that no document came to need go again.

    Raises Unfit for the first that cannot be kept, naming it.
    """
    taken: list[Upload] = []
    try:
        for upload in brought(request, unit):
            taken.append(upload)
        yield taken
    finally:
        evidence.discard(each.file for each in taken if each.file)


def brought(request: HttpRequest, unit: Unit) -> Iterator[Upload]:
    for file in request.FILES.getlist("file"):
        with naming(file.name):
            yield Upload(file.name, evidence.keep(unit, file.chunks()))
    for text in request.POST.getlist("part"):
        key, _, name = text.partition(" ")
        with naming(name):
            yield Upload(name, sent_before(request, unit, key))
    for text in request.POST.getlist("known"):
        sha256, _, name = text.partition(" ")
        with naming(name):
            yield Upload(name, evidence.known(unit, sha256))
    if link := request.POST.get("link", "").strip():
        yield Upload(request.POST.get("title", ""), link=evidence.link_of(link))


def sent_before(request: HttpRequest, unit: Unit, key: str) -> Kept:
    """Keep what was sent in chunks; a key that is a hash is proven by the content."""
    kept = evidence.keep(unit, parts.read(request.user, key))
    if len(key) == len(kept.sha256) and key != kept.sha256:
        evidence.discard([kept])
        parts.drop(request.user, key)
        raise Unfit("unggahannya tidak utuh. Pilih berkasnya lagi.")
    return kept


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Say in a refusal which file it is about."""
    try:
        yield
    except Unfit as unfit:
        raise type(unfit)(f"“{evidence.title_of(name)}”: {unfit.reason}") from unfit


def drop_parts(request: HttpRequest) -> None:
    """Forget the parts of a press that was done."""
    for text in request.POST.getlist("part"):
        parts.drop(request.user, text.partition(" ")[0])
