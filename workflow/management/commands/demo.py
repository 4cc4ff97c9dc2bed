from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinerja.management.office_command import OfficeCommand
from kinerja.models import Assignment, Unit, User
from workflow.demo import cast
from workflow.demo.story import Story


class Command(OfficeCommand):
    """Make the sample: two kecamatan with records in every state, and their accounts."""

    help = "Membuat contoh: Kecamatan Suak Midai dan tetangganya, dengan berkas di setiap keadaan."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="Buat contoh juga ketika DEBUG tidak aktif."
        )

    def handle(self, *_args, force: bool, **_options) -> None:
        if not (settings.DEBUG or force):
            self.refuse(
                "Contoh hanya dibuat ketika DEBUG aktif: sandinya diketahui umum. "
                "Tambahkan --force bila memang dikehendaki."
            )
        if stands():
            self.stdout.write("Contoh sudah ada; tidak ada yang diubah.")
        else:
            self.refuse_mixing()
            make_sample(timezone.now())
            self.stdout.write(self.style.SUCCESS("Contoh selesai dibuat."))
        self.stdout.write(accounts())

    def refuse_mixing(self) -> None:
        """Keep the sample out of an installation where one of its names is taken."""
        units = Unit.objects.filter(
            Q(code__in=[plan.code for plan in cast.OFFICES])
            | Q(name__in=[plan.name for plan in cast.OFFICES])
        )
        users = User.objects.filter(username__in=cast.usernames())
        taken = [*units.values_list("name", flat=True), *users.values_list("username", flat=True)]
        if taken:
            self.refuse(f"Nama ini sudah dipakai di luar contoh: {', '.join(taken)}.")


def stands() -> bool:
    """Say whether the sample was made before, whatever has become of it."""
    return Assignment.objects.filter(
        user__username__in=cast.usernames(),
        position__unit__code__in=[plan.code for plan in cast.OFFICES],
    ).exists()


def make_sample(now: datetime) -> None:
    """Make all of it, or nothing where anything fails."""
    with transaction.atomic():
        Story(now).tell()


def accounts() -> str:
    """Lay the accounts out as a small table."""
    rows = [("Akun", "Jabatan", "Perangkat daerah")]
    rows += [(seat.username, seat.title, plan.name) for plan in cast.OFFICES for seat in plan.seats]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [f"{name:<{first}}  {title:<{second}}  {unit}" for name, title, unit in rows]
    lines.insert(1, "─" * max(map(len, lines)))
    return "\n".join([*lines, f"Kata sandi semua akun: {cast.PASSWORD}"])
