"""A line per section: how many rows are filled, whether the form was handed in, since when."""

from dataclasses import dataclass
from datetime import date, datetime

from kinerja.templatetags.office import day, moment
from workflow.models import FormState, SectionForm
from workflow.standing import Standing


@dataclass(frozen=True)
class SectionLine:
    """How one section stands with its form."""

    form: SectionForm
    name: str
    filled: int
    asked: int
    to_see: int
    state: str
    since: datetime | None
    due: date | None
    reminder: str

    @property
    def is_done(self) -> bool:
        return self.form.is_done


def read(standing: Standing, *, at: datetime) -> tuple[SectionLine, ...]:
    return tuple(section_line(form, standing, at=at) for form in standing.forms)


def section_line(form: SectionForm, standing: Standing, *, at: datetime) -> SectionLine:
    rows = standing.of_section(form.section_id)
    filled = sum(not each.row.is_blank for each in rows)
    return SectionLine(
        form=form,
        name=form.section.name,
        filled=filled,
        asked=len(rows),
        to_see=sum(bool(each.findings) for each in rows),
        state=FormState(form.state).label,
        since=form.handed_in_at or form.distributed_at,
        due=form.due,
        reminder=reminder(form, standing, filled=filled, asked=len(rows), at=at),
    )


def reminder(
    form: SectionForm, standing: Standing, *, filled: int, asked: int, at: datetime
) -> str:
    """Write what can be sent to the office's chat group about a form that is awaited."""
    period = standing.submission.period
    return (
        f"Mohon {form.section.name} menyerahkan formulir {period.short} paling lambat "
        f"{day(form.due or period.forms_back)}. Terisi {filled} dari {asked}. "
        f"SEMENTARA, keadaan {moment(at)}."
    )
