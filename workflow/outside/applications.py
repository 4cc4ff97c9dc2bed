"""The outside applications of a unit, in their order."""

from kinerja.models import Unit
from workflow import own_rows
from workflow.models import OutsideApplication


def listed(unit: Unit) -> list[OutsideApplication]:
    """List the applications in use."""
    return sorted(own_rows.in_use(OutsideApplication, unit), key=in_order)


def every(unit: Unit) -> list[OutsideApplication]:
    return sorted(own_rows.every(OutsideApplication, unit), key=in_order)


def in_order(application: OutsideApplication) -> tuple[int, str]:
    return application.order, application.name.casefold()


def find(unit: Unit, code: str) -> OutsideApplication | None:
    return own_rows.find(OutsideApplication, unit, code)
