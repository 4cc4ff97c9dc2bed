"""What daftar arsip says of an archive: prefilled from the last of its kind, corrected by rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kinerja.models import Period, Quarter
from kinerja.models.period import last_day_of
from workflow import own_rows
from workflow.models import ArchiveCopy, ArchiveDescription, Classification, Submission
from workflow.models.filing import LONGEST_RETENTION
from workflow.refused import Incomplete

Development, Medium = ArchiveDescription.Development, ArchiveDescription.Medium
Security = ArchiveDescription.Security
YEARS = range(2000, 2200)
# What is carried over from the last archive of the kind; the others follow the record.
CARRIED = ("development", "medium", "security", "location")
NOT_TYPED = ("archive", "replaces", "corrected_at", "corrected_by")
# What follows the klasifikasi where it is left open.
BY_CLASS = ("active_years", "inactive_years", "fate")
# What a description says besides the klasifikasi.
SAID = ("summary", "from_day", "to_day", *CARRIED, *BY_CLASS)
NO_CLASS = "Belum ada klasifikasi arsip yang dipakai. Tambahkan di Kantor, Klasifikasi arsip."


def last_of_kind(record: Submission) -> ArchiveDescription | None:
    """Find how the unit's last archive of that kind was described: of a quarter, or of a year."""
    of_unit = ArchiveDescription.objects.filter(archive__submission__unit=record.unit)
    whole_year = {"archive__submission__period__quarter": Quarter.YEAR}
    kind = of_unit.filter(**whole_year) if record.period.is_year else of_unit.exclude(**whole_year)
    return kind.order_by("-archive__sealed_at", "-pk").first()


def defaults(record: Submission) -> dict[str, object]:
    """Fill in everything that is asked; retention and nasib akhir follow the klasifikasi."""
    last = last_of_kind(record)
    return {
        "classification": last.classification_code if last else "",
        "summary": summary(record),
        "from_day": first_day(record.period),
        "to_day": record.period.last_day,
        "development": Development.ORIGINAL,
        "medium": Medium.BOTH,
        "security": Security.OPEN,
        "location": "Ruang arsip",
        "active_years": None,
        "inactive_years": None,
        "fate": "",
    } | ({name: getattr(last, name) for name in CARRIED} if last else {})


def standing(before: ArchiveDescription) -> dict[str, object]:
    """Fill in everything as a description says it, by the names of `defaults`."""
    said = {name: getattr(before, name) for name in SAID}
    return {"classification": before.classification_code} | said


def expired(today: date) -> QuerySet[ArchiveDescription]:
    """List the descriptions in force whose retention is over."""
    return ArchiveDescription.objects.filter(replaced_by=None, retained_until__lt=today)


def offered(record: Submission, before: ArchiveDescription | None = None) -> list[Classification]:
    """List the klasifikasi to choose from; with one that is used no more, where it stands there."""
    rows = list(own_rows.in_use(Classification, record.unit))
    if before is None or before.classification_code in {row.code for row in rows}:
        return rows
    kept = {name: getattr(before, name) for name in BY_CLASS}
    named = {"code": before.classification_code, "name": before.classification_name}
    return [own_rows.as_it_was(Classification, record.unit, named | kept), *rows]


def summary(record: Submission) -> str:
    again = f", edisi {record.edition}" if record.edition > 1 else ""
    return f"Laporan realisasi kinerja {record.period}, {record.unit.name}{again}"


def first_day(period: Period) -> date:
    month = 1 if period.is_year else period.quarter * 3 - 2
    return date(period.year, month, 1)


def made(
    record: Submission, values: Mapping | None, *, before: ArchiveDescription | None = None
) -> ArchiveDescription:
    """Make the description, not stored yet; what `values` leaves empty is as prefilled.

    Prefilled is what `before` says, where it corrects one; what follows the klasifikasi does so
    again where it was emptied. Raises Incomplete with `errors` by field.
    """
    given = values or {}
    typed = {name: value for name, value in given.items() if value not in (None, "")}
    filled = (standing(before) if before else defaults(record)) | typed
    rows, code = offered(record, before), filled.pop("classification")
    chosen = classification(rows, code, must="classification" in typed)
    for name in BY_CLASS:
        if (name in given and name not in typed) or filled[name] in (None, ""):
            filled[name] = getattr(chosen, name)
    description = ArchiveDescription(
        classification_code=chosen.code, classification_name=chosen.name, **filled
    )
    reckon(description)
    refuse_faults(description)
    return description


def classification(rows: Sequence[Classification], code: str, *, must: bool) -> Classification:
    """Find the klasifikasi of that code; else the first, where it must not be that one."""
    if not rows:
        refuse("classification", NO_CLASS)
    found = next((row for row in rows if row.code == code), None)
    if must and found is None:
        refuse("classification", f"Klasifikasi {code} tidak dipakai lagi. Pilih yang lain.")
    return found or rows[0]


def refuse(field: str, text: str) -> None:
    raise Incomplete(text, errors={field: text})


def reckon(description: ArchiveDescription) -> None:
    """Reckon both ends of the retention, in whole years after the year of the kurun waktu."""
    if description.from_day > description.to_day:
        refuse("to_day", "Kurun waktu berakhir sebelum mulainya.")
    if description.to_day.year not in YEARS:
        refuse("to_day", f"Tulis tahun {YEARS[0]} sampai {YEARS[-1]}.")
    for name in ("active_years", "inactive_years"):
        if not 0 <= getattr(description, name) <= LONGEST_RETENTION:
            refuse(name, f"Retensi paling lama {LONGEST_RETENTION} tahun.")
    description.active_until, description.retained_until = ends(description)


def ends(description: ArchiveDescription) -> tuple[date, date]:
    """Give the last days of the active and of the whole retention."""
    active = description.to_day.year + description.active_years
    over = active + description.inactive_years
    return last_day_of(active, Quarter.YEAR), last_day_of(over, Quarter.YEAR)


def is_reckoned(description: ArchiveDescription) -> bool:
    return (description.active_until, description.retained_until) == ends(description)


def refuse_faults(description: ArchiveDescription) -> None:
    try:
        description.clean_fields(exclude=NOT_TYPED)
    except ValidationError as error:
        found = error.update_error_dict({})
        errors = {name: " ".join(each.messages[0] for each in found[name]) for name in found}
        raise Incomplete("Data arsip belum lengkap.", errors=errors) from error


def write(description: ArchiveDescription, copy: ArchiveCopy) -> dict[str, str]:
    """Store the description beside its archive; give what the journal says of it."""
    description.archive = copy
    description.save(force_insert=True)
    return told(description)


def told(description: ArchiveDescription) -> dict[str, str]:
    return {
        "classification": description.classification_code,
        "classification_name": description.classification_name,
        "summary": description.summary,
        "from_day": description.from_day.isoformat(),
        "to_day": description.to_day.isoformat(),
        "development": description.get_development_display(),
        "medium": description.get_medium_display(),
        "security": description.get_security_display(),
        "retention": description.retention_words,
        "fate": description.get_fate_display(),
        "location": description.location,
    }
