"""What tests see of an act from outside: all that is stored, what it refuses, what it asks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja import journal
from workflow.models import Attempts, Submission
from workflow.refused import Refused
from workflow.verifying import CHECKS, Scope, Weight

Act = Callable[[], object]


def everything() -> dict[str, list[dict]]:
    """Read every row of every table of ours, the joining tables too; not how often was asked."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for name in ("kinerja", "workflow")
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
        if model is not Attempts
    }


def refused(error: type[Exception], act: Act) -> Exception:
    """Do what is to be refused, see that nothing changed, and give the error."""
    with nothing_changes():
        return raised(error, act)


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = everything()
    yield
    assert everything() == before


def raised(error: type[Exception], act: Act) -> Exception:
    inside = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with pytest.raises(error) as caught, inside:
        act()
    return caught.value


def at_once(acts: Sequence[Act]) -> list[object]:
    """Do the acts at the same moment, each on its own connection; give each answer or refusal."""
    answers: list[object] = [None] * len(acts)
    start = Barrier(len(acts))

    def run(number: int, act: Act) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            answers[number] = act()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    unforeseen = [a for a in answers if isinstance(a, Exception) and not isinstance(a, Refused)]
    if unforeseen:
        raise ExceptionGroup("acts at once", unforeseen)
    return answers


def statements(act: Act) -> list[str]:
    """Do an act and list the SQL it took, BEGIN and COMMIT with it."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured]


def entries(record: Submission) -> int:
    return record.journal().count()


def found_wrong() -> list[str]:
    """List every fault that `manage.py verify` would name."""
    found = (each for check in CHECKS for told in check.run(Scope()) for each in told)
    return [each.text for each in found if each.weight is Weight.FAULT]


def verified() -> bool:
    return list(journal.verify()) == []
