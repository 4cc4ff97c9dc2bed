"""The reports' files against their rows: bytes, what lies inside them, and the rendering."""

import json
from collections.abc import Iterator, Mapping

from kinerja import report
from workflow import archive
from workflow.models import ArchiveCopy
from workflow.refused import NotMade
from workflow.verifying.archives import content, named
from workflow.verifying.found import Found, Weight


def judge(copy: ArchiveCopy) -> Iterator[Found]:
    """Look at the file of an archive; those that were generated for measuring have none."""
    if not copy.file_name:
        return
    name = f"{named(copy)}, berkas {copy.file_name}"
    try:
        pdf = archive.located(copy.file_name).read_bytes()
    except OSError:
        yield Found(f"{name}: berkasnya hilang.")
        return
    if not archive.is_sealed(copy, pdf):
        yield Found(f"{name}: isi tidak cocok dengan SHA-256 atau ukurannya.")
        return
    snapshot = content(copy)
    if archive.fingerprint(copy.snapshot) == copy.sha256:
        yield from (Found(f"{name}: {fault}") for fault in misfits(pdf, snapshot))
        yield from rendered_again(copy, pdf, name)


def misfits(pdf: bytes, snapshot: Mapping) -> Iterator[str]:
    """Compare the attachments inside with their manifest, and with the snapshot's own."""
    try:
        inside = report.extract(pdf)
        listed = {each["nama"]: each["sha256"] for each in json.loads(inside[report.MANIFEST])}
    except (report.ReportError, LookupError, ValueError) as fault:
        yield f"manifes tidak terbaca ({fault})."
        return
    held = {
        name: archive.fingerprint_of(each)
        for name, each in inside.items()
        if name != report.MANIFEST
    }
    for name in sorted({*listed, *held}):
        if listed.get(name) != held.get(name):
            yield f"lampiran {name} tidak cocok dengan manifes."
    for each in report.attachments(snapshot):
        if inside.get(each.name) != each.content:
            yield f"lampiran {each.name} berbeda dari isi arsip."


def rendered_again(copy: ArchiveCopy, pdf: bytes, name: str) -> Iterator[Found]:
    """Make the report once more; by another template or typst its bytes may rightly differ."""
    made_by, here = (copy.template, copy.typst), (report.TEMPLATE, report.TYPST)
    if made_by != here:
        told, own = (f"templat {template}, typst {typst}" for template, typst in (made_by, here))
        text = f"{name}: tidak dirender ulang, dibuat dengan {told}; di sini {own}."
        yield Found(text, Weight.NOTE)
        return
    try:
        again = archive.render(copy.snapshot)
    except NotMade as fault:
        yield Found(f"{name}: tidak dapat dirender ulang. {fault.reason}")
        return
    if again != pdf:
        yield Found(f"{name}: dirender ulang, hasilnya berbeda.")
