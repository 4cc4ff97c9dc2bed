"""The table of checks: what each looks at, and what it finds wrong with one of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from kinerja import evidence, journal
from kinerja.models import Chain, StoredFile
from workflow import archive, guard_bodies, guards, sheets, signed_copies
from workflow.verifying import archives, filed, handovers, places, reports, values
from workflow.verifying.found import Found, Weight
from workflow.verifying.scope import Scope

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    ObjectDoesNotExist,
    TypeError,
    ValueError,
)
Judge = Callable[..., Iterable[Found]]


@dataclass(frozen=True)
class Check:
    """One kind of thing to look at; without `rows` there is one of it, and it is looked at once."""

    name: str
    judge: Judge
    rows: Callable[[Scope], QuerySet] | None = None

    def size(self, scope: Scope) -> int:
        return self.rows(scope).count() if self.rows else 1

    def run(self, scope: Scope) -> Iterator[tuple[Found, ...]]:
        """Look at one after another; give what was found at each."""
        if self.rows is None:
            yield tuple(self.judge())
            return
        for row in self.rows(scope).iterator():
            yield tuple(self.look(row))

    def look(self, row: Model) -> Iterator[Found]:
        """Judge a row; what was changed behind the program may be no longer readable at all."""
        try:
            yield from self.judge(row)
        except UNREADABLE as fault:
            yield Found(f"{self.name} {row.pk}: tidak terbaca lagi ({fault!r}).")


def broken_link(chain: Chain) -> Iterator[Found]:
    """Name the first broken link of a chain; after it nothing fits."""
    for fault in journal.faults(chain):
        yield Found(fault)
        return


def lost_guards() -> Iterator[Found]:
    missing = guards.missing()
    yield from (Found(f"Penjaga basis data tidak ada: {name}.") for name in missing)
    changed = (name for name in guard_bodies.changed() if name not in missing)
    yield from (Found(f"Isi penjaga basis data berubah: {name}.") for name in changed)


def damaged_document(file: StoredFile) -> Iterator[Found]:
    yield from (Found(fault) for fault in evidence.faults(file))


def sheet_gaps() -> Iterator[Found]:
    yield from (Found(gap) for gap in sheets.gaps())


def damaged_signed_copies() -> Iterator[Found]:
    yield from (Found(fault) for fault in signed_copies.faults())


def stray_reports() -> Iterator[Found]:
    for name in archive.strays():
        yield Found(f"berkas laporan {name}: tidak ada arsip yang menyebutnya.", Weight.WARNING)


CHECKS = (
    Check("rantai jurnal", broken_link, Scope.chains),
    Check("penjaga basis data", lost_guards),
    Check("arsip", archives.judge, Scope.archives),
    Check("catatan penyegelan", archives.lost, Scope.seals),
    Check("berkas laporan", reports.judge, Scope.archives),
    Check("salinan bertanda tangan", damaged_signed_copies),
    Check("sisa berkas laporan", stray_reports),
    Check("dokumen pendukung", damaged_document, Scope.documents),
    Check("keadaan berkas", places.judge, Scope.records),
    Check("pemberkasan", filed.judge, Scope.records),
    Check("serah terima tugas", handovers.judge, Scope.units),
    Check("nilai", values.judge, Scope.records),
    Check("nomor lembar disposisi", sheet_gaps),
)
