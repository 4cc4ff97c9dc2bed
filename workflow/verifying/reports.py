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
    if archive.fingerprint(copy.snapshot) != copy.sha256:
        return
    maker = (report.template_of(snapshot) or "", report.TYPST)
    is_made_here = maker == (copy.template, copy.typst)
    compared = own_attachments(snapshot, is_made_here=is_made_here)
    yield from (Found(f"{name}: {fault}") for fault in misfits(pdf, compared))
    yield from rendered_again(copy, pdf, name) if is_made_here else told(copy, maker, name)


def own_attachments(snapshot: Mapping, *, is_made_here: bool) -> dict[str, bytes]:
    """Make the attachments again; without what another template or typst may rightly set otherwise.

    Where they cannot be set at all, rendering the report says so.
    """
    try:
        made = {each.name: each.content for each in report.attachments(snapshot)}
    except report.ReportError:
        return {}
    return made if is_made_here else {name: made[name] for name in made if name not in report.SET}


def misfits(pdf: bytes, own: Mapping[str, bytes]) -> Iterator[str]:
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
    for name, made in own.items():
        if inside.get(name) != made:
            yield f"lampiran {name} berbeda dari isi arsip."


def told(copy: ArchiveCopy, maker: tuple[str, str], name: str) -> Iterator[Found]:
    """Say that a report is not made once more: here its bytes may rightly differ."""
    both = ((copy.template, copy.typst), maker)
    by, here = (f"templat {template}, typst {typst}" for template, typst in both)
    text = f"{name}: tidak dirender ulang, dibuat dengan {by}; di sini {here}."
    yield Found(text, Weight.NOTE)


def rendered_again(copy: ArchiveCopy, pdf: bytes, name: str) -> Iterator[Found]:
    """Make the report once more: the same template and typst give the same bytes."""
    try:
        again = archive.render(copy.snapshot)
    except NotMade as fault:
        yield Found(f"{name}: tidak dapat dirender ulang. {fault.reason}")
        return
    if again != pdf:
        yield Found(f"{name}: dirender ulang, hasilnya berbeda.")
