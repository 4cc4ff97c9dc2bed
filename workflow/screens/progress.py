"""How far the forms of many records are filled, counted at once."""

from collections import Counter
from collections.abc import Iterable

from kinerja.models import Line, Realisation
from workflow.models import SectionForm, Submission


class Progress:
    """How many rows each form asks for and has, counted for many records at once."""

    def __init__(self, records: Iterable[Submission]) -> None:
        records = list(records)
        agreements = {record.agreement_id for record in records}
        self.lines = list(Line.objects.filter(agreement__in=agreements))
        cells = Realisation.objects.filter(
            line__agreement__in=agreements, period__in={record.period_id for record in records}
        ).exclude(status=Realisation.Status.BLANK)
        self.filled = Counter(
            cells.values_list("line__agreement", "line__section", "period", "edition")
        )

    def words(self, form: SectionForm) -> str:
        """Say "2 dari 5 terisi"."""
        record = form.submission
        asked = sum(
            line.agreement_id == record.agreement_id
            and line.section_id == form.section_id
            and line.is_measured_in(record.period)
            for line in self.lines
        )
        key = (record.agreement_id, form.section_id, record.period_id, record.edition)
        return f"{self.filled[key]} dari {asked} terisi"
