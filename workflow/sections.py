"""A line per section: how many rows are filled, whether the form was handed in, since when."""

from dataclasses import dataclass
from datetime import date, datetime

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

    @property
    def is_handed_in(self) -> bool:
        return self.form.is_handed_in


def read(standing: Standing) -> tuple[SectionLine, ...]:
    return tuple(section_line(form, standing) for form in standing.forms)


def section_line(form: SectionForm, standing: Standing) -> SectionLine:
    rows = standing.of_section(form.section_id)
    return SectionLine(
        form=form,
        name=form.section.name,
        filled=sum(not each.row.is_blank for each in rows),
        asked=len(rows),
        to_see=sum(bool(each.findings) for each in rows),
        state=FormState(form.state).label,
        since=form.handed_in_at or form.distributed_at,
        due=form.due,
    )
