"""The roster of an office as its keeper reads it: seats with their holders, and people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from kinerja.keeping import assignments, people, positions
from kinerja.keeping.change import chain_key
from kinerja.models import ACTING, Assignment, JournalEntry, Position, Tenure, Unit, User
from kinerja.signin import passwords


@dataclass(frozen=True)
class Spell:
    """One assignment, and how it stands on the day of reading."""

    assignment: Assignment
    words: str
    acts: bool


@dataclass(frozen=True)
class Seat:
    """One position: whom it answers to, and who has sat there, the latest first."""

    position: Position
    superior: str
    is_default: bool
    spells: tuple[Spell, ...]

    @property
    def holders(self) -> tuple[Spell, ...]:
        return tuple(spell for spell in self.spells if spell.acts)


@dataclass(frozen=True)
class Person:
    """One account, the capacities it acts in now, and whether it is kept in another office."""

    user: User
    titles: tuple[str, ...]
    is_elsewhere: bool
    is_slip_expired: bool


def seats(unit: Unit, at: datetime) -> tuple[Seat, ...]:
    """Read the unit's positions with everybody who sat there, at three questions."""
    day = timezone.localdate(at)
    listed = list(unit.positions.select_related("section", "superior").order_by("title"))
    kept = set(positions.kept(unit).values_list("pk", flat=True))
    held: dict[int, list[Assignment]] = {}
    spells = assignments.kept(unit).select_related("user", "position", "section")
    for each in spells.order_by("-start", "-pk"):
        held.setdefault(each.position_id, []).append(each)
    return tuple(
        Seat(
            position=position,
            superior=str(position.superior or positions.default_superior(position, listed) or ""),
            is_default=position.superior_id is None,
            spells=tuple(read_spells(held.get(position.pk, ()), day)),
        )
        for position in listed
        if position.pk in kept
    )


def read_spells(held: Iterable[Assignment], day: date) -> Iterable[Spell]:
    """Say of each assignment to one position how it stands on the day."""
    held = tuple(held)
    has_acting = any(each.tenure in ACTING and holds(each, day) for each in held)
    for each in held:
        rests = has_acting and each.tenure == Tenure.DEFINITIVE
        yield Spell(each, standing(each, day, rests=rests), holds(each, day) and not rests)


def holds(assignment: Assignment, day: date) -> bool:
    ends_later = assignment.end is None or assignment.end >= day
    return assignment.start <= day and ends_later and assignment.user.is_active


def standing(assignment: Assignment, day: date, *, rests: bool) -> str:
    if assignment.start > day:
        return "belum mulai"
    if assignment.end and assignment.end < day:
        return "sudah berakhir"
    if not assignment.user.is_active:
        return "akun tidak aktif"
    return "tidak bertindak selama ada Plh. atau Plt." if rests else "berlaku"


def persons(unit: Unit, at: datetime) -> tuple[Person, ...]:
    """Read the people whom the unit keeps, at two questions."""
    in_force = Assignment.objects.in_force(at).filter(unit=unit).select_related("position")
    seen = people.with_whereabouts(people.kept(unit), unit, at)
    acting = Prefetch("assignments", in_force.order_by("pk"), to_attr="acting_here")
    return tuple(
        Person(
            user,
            tuple(duty.title for duty in user.acting_here),
            user.is_elsewhere,
            passwords.is_expired(user, at),
        )
        for user in seen.prefetch_related(acting)
    )


def acting_without_letter(units: QuerySet[Unit], year: int) -> QuerySet[Assignment]:
    """List who acts, or acted, in these units in the year on a letter that is still to come."""
    found = Assignment.objects.filter(
        unit__in=units.order_by(),
        tenure__in=ACTING,
        letter="",
        start__lte=date(year, 12, 31),
        end__gte=date(year, 1, 1),
    )
    return found.select_related("user", "position", "unit").order_by("-start", "pk")


# What the journal's verbs mean, for the list of changes.
TOLD = {
    "add_person": "menambahkan orang",
    "edit_person": "mengubah data orang",
    "issue_password": "membuat kata sandi sekali pakai untuk",
    "unlock_sign_in": "membuka kunci masuk",
    "end_sessions": "mengeluarkan dari semua perangkat",
    "add_position": "menambahkan jabatan",
    "edit_position": "mengubah jabatan",
    "add_assignment": "menugaskan",
    "edit_assignment": "mengubah penugasan",
    "end_assignment": "mengakhiri penugasan",
    "name_acting": "menunjuk Plh.",
    "release_duty": "menyerahkan tugas jabatan",
    "receive_duty": "menerima tugas jabatan",
    "tick_qualifications": "mencentang kualifikasi",
    "begin_agreement": "membuat perjanjian kinerja",
    "amend_agreement": "membuat perubahan perjanjian kinerja",
    "apply_document": "menyimpan perjanjian kinerja dari dokumen",
    "edit_agreement": "mengubah perjanjian kinerja",
    "add_objective": "menambahkan sasaran",
    "edit_objective": "mengubah sasaran",
    "add_indicator": "menambahkan indikator",
    "edit_indicator": "mengubah indikator",
    "add_line": "menambahkan baris",
    "edit_line": "mengubah baris",
    "keep_scale": "menetapkan skala kategori",
    "switch_rule": "menyalakan atau mematikan peringatan",
    "add_check": "menambahkan uji silang",
    "edit_check": "mengubah uji silang",
    "withdraw_check": "mencabut uji silang",
    "add_classification": "menambahkan klasifikasi arsip",
    "edit_classification": "mengubah klasifikasi arsip",
    "withdraw_classification": "tidak lagi memakai klasifikasi arsip",
    "add_application": "menambahkan aplikasi luar",
    "edit_application": "mengubah aplikasi luar",
    "withdraw_application": "tidak lagi memakai aplikasi luar",
    "add_signatory": "menambahkan penanda tangan",
    "edit_signatory": "mengubah penanda tangan",
    "withdraw_signatory": "tidak lagi memakai penanda tangan",
    "set_paper": "mengganti ukuran kertas",
    "administer_unit": "mengubah pengaturan perangkat daerah",
    "record_hours": "mencatat jam kerja",
    "replace_hours": "mengganti jam kerja",
    "withdraw_hours": "mencabut jam kerja",
    "record_special_hours": "mencatat jam kerja khusus",
    "replace_special_hours": "mengganti jam kerja khusus",
    "withdraw_special_hours": "mencabut jam kerja khusus",
    "record_holiday": "mencatat hari libur",
    "replace_holiday": "mengganti hari libur",
    "withdraw_holiday": "mencabut hari libur",
    "confirm_holidays": "memastikan hari libur",
    "record_disruption": "mencatat gangguan kerja",
    "confirm_disruption": "membenarkan gangguan kerja",
    "withdraw_disruption": "mencabut gangguan kerja",
    "give_standing_order": "memberi perintah tetap",
    "revoke_standing_order": "mencabut perintah tetap",
}


@dataclass(frozen=True)
class Told:
    """One change as people read it."""

    entry: JournalEntry
    words: str


def changes(unit: Unit, *, latest: int = 20) -> tuple[Told, ...]:
    """Tell the latest changes of the office, the newest first."""
    entries = JournalEntry.objects.filter(chain=chain_key(unit)).order_by("-number")[:latest]
    return tuple(Told(entry, TOLD.get(entry.verb, entry.verb)) for entry in entries)
