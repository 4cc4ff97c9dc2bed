"""Who sits where in the sample. Accounts carry the names of positions: nobody is invented."""

from dataclasses import dataclass
from datetime import date

from kinerja.models import Assignment, Position, Role, Section, Tenure, Unit, User

PASSWORD = "kinerja-demo"  # noqa: S105  (printed for everybody who tries the sample)
CAMAT, SEKCAM = "Camat", "Sekretaris Camat"


@dataclass(frozen=True)
class Seat:
    """One position, the account that holds it, and what that lets its holder do."""

    username: str
    title: str
    short_label: str
    role: Role
    superior: str = ""
    section: str = ""


@dataclass(frozen=True)
class OfficePlan:
    """One perangkat daerah with its sections (full name by short label) and its seats."""

    code: str
    name: str
    sections: dict[str, str]
    seats: tuple[Seat, ...]


SECTIONS = {
    "Pemerintahan": "Seksi Pemerintahan",
    "PMD": "Seksi Pemberdayaan Masyarakat dan Desa",
    "Kesos": "Seksi Kesejahteraan Sosial",
    "Trantib": "Seksi Ketenteraman dan Ketertiban Umum",
    "Umum": "Subbagian Umum dan Kepegawaian",
}


def head_of(section: str, username: str) -> Seat:
    """Describe the seat of the head of a section."""
    is_seksi = SECTIONS[section].startswith("Seksi")
    short = f"{'Kasi' if is_seksi else 'Kasubag'} {section}"
    title = f"Kepala {SECTIONS[section]}"
    return Seat(username, title, short, Role.SECTION_HEAD, SEKCAM, section)


SUAK_MIDAI = OfficePlan(
    code="suak-midai",
    name="Kecamatan Suak Midai",
    sections=SECTIONS,
    seats=(
        Seat("camat", CAMAT, "Camat", Role.LEADER),
        Seat("sekcam", SEKCAM, "Sekcam", Role.SECRETARY, CAMAT),
        Seat(
            "kasubag",
            "Kepala Subbagian Perencanaan",
            "Kasubag Perencanaan",
            Role.PLANNING_HEAD,
            SEKCAM,
        ),
        head_of("Pemerintahan", "kasi.pemerintahan"),
        head_of("PMD", "kasi.pmd"),
        head_of("Kesos", "kasi.kesos"),
        head_of("Trantib", "kasi.trantib"),
        head_of("Umum", "kasubag"),
        Seat(
            "petugas",
            "Staf Seksi Pemberdayaan Masyarakat dan Desa",
            "Staf PMD",
            Role.FORM_FILLER,
            "Kepala Seksi Pemberdayaan Masyarakat dan Desa",
            "PMD",
        ),
        Seat("admin.ekejab", "Admin e-kejab", "Admin e-kejab", Role.ARCHIVIST, SEKCAM),
        Seat("operator", "Operator Perangkat Daerah", "Operator", Role.OPERATOR, SEKCAM),
        Seat("inspektorat", "Auditor Inspektorat", "APIP", Role.AUDITOR),
        Seat("administrator", "Administrator Aplikasi", "Administrator", Role.ADMINISTRATOR),
    ),
)
MIDAI = OfficePlan(
    code="midai",
    name="Kecamatan Midai",
    sections={label: SECTIONS[label] for label in ("Pemerintahan", "PMD", "Trantib")},
    seats=(
        Seat("tetangga.camat", CAMAT, "Camat", Role.LEADER),
        Seat("tetangga.sekcam", SEKCAM, "Sekcam", Role.SECRETARY, CAMAT),
        Seat(
            "tetangga.kasubag",
            "Kepala Subbagian Perencanaan",
            "Kasubag Perencanaan",
            Role.PLANNING_HEAD,
            SEKCAM,
        ),
        head_of("Pemerintahan", "tetangga.kasi.pemerintahan"),
        head_of("PMD", "tetangga.kasi.pmd"),
        head_of("Trantib", "tetangga.kasi.trantib"),
        Seat("tetangga.admin", "Admin e-kejab", "Admin e-kejab", Role.ARCHIVIST, SEKCAM),
    ),
)
OFFICES = (SUAK_MIDAI, MIDAI)


def usernames() -> list[str]:
    """List every account of the sample once, in the order of the seats."""
    return list(dict.fromkeys(seat.username for plan in OFFICES for seat in plan.seats))


def seat_people(plan: OfficePlan, *, since: date, until: date) -> Unit:
    """Make a unit with its sections, positions, accounts and assignments.

    Only what must end has an end: the assignment of APIP, on `until`.
    """
    unit = Unit.objects.create(code=plan.code, name=plan.name)
    sections = {
        label: Section.objects.create(unit=unit, name=name, short_label=label, order=order)
        for order, (label, name) in enumerate(plan.sections.items(), start=1)
    }
    positions: dict[str, Position] = {}
    for seat in plan.seats:
        positions[seat.title] = Position.objects.create(
            unit=unit,
            section=sections.get(seat.section),
            title=seat.title,
            short_label=seat.short_label,
            role=seat.role,
            superior=positions.get(seat.superior),
        )
        Assignment.objects.create(
            user=account(seat, plan),
            position=positions[seat.title],
            role=seat.role,
            unit=None if seat.role == Role.ADMINISTRATOR else unit,
            section=sections.get(seat.section),
            start=since,
            end=until if seat.role == Role.AUDITOR else None,
        )
    return unit


def stand_in(unit: Unit, username: str, title: str, *, start: date, end: date) -> Assignment:
    """Let somebody act as Plh. for a time; the letter's number is still to come."""
    position = unit.positions.get(title=title)
    return Assignment.objects.create(
        user=User.objects.get(username=username),
        position=position,
        role=position.role,
        unit=unit,
        section=position.section,
        tenure=Tenure.PLH,
        start=start,
        end=end,
    )


def account(seat: Seat, plan: OfficePlan) -> User:
    """Fetch the account of a seat, made with its first seat."""
    known = User.objects.filter(username=seat.username).first()
    if known:
        return known
    is_administrator = seat.role == Role.ADMINISTRATOR
    return User.objects.create_user(
        seat.username,
        PASSWORD,
        name=seat.title if plan is SUAK_MIDAI else f"{seat.title} {plan.name}",
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
