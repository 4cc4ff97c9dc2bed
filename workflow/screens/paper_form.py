"""The filled form as a sheet: what stands in the rows of one section, and who handed it in."""

from dataclasses import dataclass, replace

from kinerja.table import Group, Row
from workflow.models import SectionForm
from workflow.papers import cover_letter
from workflow.papers.cover_letter import CoverLetter


@dataclass(frozen=True)
class FilledForm:
    """The sheet; `signer` is None until the form was handed in, then the lines stay blank."""

    groups: tuple[Group, ...]
    signer: CoverLetter | None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def fillers(self) -> str:
        """Name who wrote the values, each once."""
        readings = (row.reading for row in self.rows if not row.is_blank)
        return ", ".join(dict.fromkeys(reading.entered_by for reading in readings))


def read(form: SectionForm) -> FilledForm:
    """Read the form out of its record, whose standing must have been read."""
    record = form.submission
    of_section = (
        replace(group, rows=tuple(row for row in group.rows if belongs(row, form)))
        for group in record.standing.table.groups
    )
    return FilledForm(
        groups=tuple(group for group in of_section if group.rows),
        signer=cover_letter.of_form(form) if form.is_handed_in else None,
    )


def belongs(row: Row, form: SectionForm) -> bool:
    return row.is_asked and row.section_id == form.section_id
