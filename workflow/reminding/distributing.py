"""Distributing under standing orders, and forgetting what no page asks for any more."""

from collections.abc import Iterator
from datetime import timedelta

from workflow import actions
from workflow.actions.standing_orders import distribute_by_standing_order, forms_in_wait
from workflow.models import Press, SectionForm
from workflow.reminding.told import Clock, Told, each

# A page that has been open for longer must be opened anew.
TOKENS_KEPT = timedelta(days=30)


def distribute(now: Clock) -> Iterator[Told]:
    """Let every form go for which a standing order acts; one that rests lets its form wait."""

    def act(form: SectionForm) -> str:
        try:
            entry = distribute_by_standing_order(form, at=now())
        except actions.NotNow:
            return ""
        return f"{form.submission.unit}: {form} didistribusikan {entry.capacity}."

    yield from each(forms_in_wait(), act, name=lambda form: f"{form.submission.unit}: {form}")


def forget_presses(now: Clock) -> Iterator[Told]:
    """Delete the tokens of buttons that were pressed long ago."""
    spent, _ = Press.objects.filter(at__lt=now() - TOKENS_KEPT).delete()
    if spent:
        yield Told(f"{spent} tanda tombol lama dihapus.")
