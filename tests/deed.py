"""A verb that is ready to be pressed: by whom, at which stages, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import make
from make import Office

from kinerja.models import User
from workflow.models import Submission

LATER = make.at("2026-10-06 09:00")


@dataclass(frozen=True)
class Deed:
    """A verb: where it is offered, by whom (an attribute of the office), and how it is done."""

    doer: str
    stages: tuple[str, ...]
    do: Callable[[Office, Submission | None, User, datetime], object]
    also: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        return self.stages[0]

    def press(
        self,
        office: Office,
        record: Submission | None,
        *,
        by: User | None = None,
        at: datetime = LATER,
    ) -> object:
        return self.do(office, record, by or getattr(office, self.doer), at)
