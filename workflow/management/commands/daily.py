import sys

from django.core.management.base import BaseCommand

from kinerja import clock, serving, upkeep
from workflow.reminding import digests, distributing, opening, outbox, sweeping
from workflow.reminding.told import step

STEPS = (
    opening.open_due,
    distributing.distribute,
    digests.make,
    outbox.send,
    distributing.forget_presses,
    sweeping.sweep_uploads,
    sweeping.sweep_reports,
    sweeping.forget_sign_ins,
)


class Command(BaseCommand):
    """Do what is due today; a second run, or one at the same time, does nothing twice."""

    help = (
        "Membuka periode, mendistribusikan atas perintah tetap, mengingatkan, dan mengirim surel."
    )

    def handle(self, *_args, **_options) -> None:
        try:
            with serving.together():
                told = [told for each in STEPS for told in self.tell(each)]
        except serving.Occupied:
            self.stdout.write(
                self.style.ERROR("Data sedang dipulihkan. Ulangi sesudah itu selesai.")
            )
            sys.exit(1)
        failures = [each.text for each in told if each.is_failure]
        words = f"{len(failures)} gagal, antara lain: {failures[0]}" if failures else "Selesai."
        upkeep.note(upkeep.DAILY, at=clock.now(), is_well=not failures, words=words)
        if failures:
            sys.exit(1)

    def tell(self, each):
        for told in step(each, clock.now):
            self.stdout.write(self.style.ERROR(told.text) if told.is_failure else told.text)
            yield told
