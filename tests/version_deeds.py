"""The verb that takes a later agreement version, ready to be pressed, and the versions for it."""

from datetime import datetime
from decimal import Decimal

import make
from deeds import Deed
from make import Office

from kinerja import numbers
from kinerja.keeping import agreements
from kinerja.models import Agreement, Section, Target, User
from workflow import actions, standing
from workflow.models import Submission

CHANGE = {"title": "PK perubahan", "date": make.SINCE, "reason": "APBD perubahan"}


def later(office: Office) -> Agreement:
    """The unit's latest version."""
    return Agreement.objects.filter(unit=office.unit).order_by("-version")[0]


def amended(
    office: Office,
    *,
    without: tuple[str, ...] = (),
    targets: dict[str, str] | None = None,
    facts: dict[str, dict] | None = None,
    extra: dict[str, Section | None] | None = None,
) -> Agreement:
    """Make the next version: lines left out, targets and facts of others changed, others added."""
    made = agreements.amend(later(office), CHANGE, by=office.operator, at=make.at())
    gone = made.lines.filter(code__in=without)
    Target.objects.filter(line__in=gone).delete()
    gone.delete()
    for code, value in (targets or {}).items():
        Target.objects.filter(line__agreement=made, line__code=code).update(value=Decimal(value))
    for code, changed in (facts or {}).items():
        made.lines.filter(code=code).update(**changed)
    for code, section in (extra or {}).items():
        make.line(made, section, code)
    return made


def adopt(office: Office, record: Submission, by: User, at: datetime) -> object:
    return actions.adopt_agreement(record, agreement=later(office), by=by, at=at)


VERSION_DEEDS = {
    "adopt_agreement": Deed("kasubag", ("opened", "entering", "filled", "accepted"), adopt)
}


def adopted(office, record):
    entry = VERSION_DEEDS["adopt_agreement"].press(office, record)
    return make.fresh(record), entry


def rows(record) -> dict:
    return standing.read(record).by_code


def values(record) -> dict[str, str]:
    return {
        code: numbers.canonical(each.row.reading.value)
        for code, each in rows(record).items()
        if each.row.reading
    }
