"""What every office of the bulk data is: its sections, seats, sasaran and indicators."""

from dataclasses import dataclass

from kinerja.formula import Kind
from kinerja.models import Role

CODE = "umum"  # every generated code and username begins with it
PER_CENT = "%"


@dataclass(frozen=True)
class Seat:
    """One position, the role of its holder, and the last part of the account's name."""

    word: str
    title: str
    short_label: str
    role: Role
    superior: str = ""
    section: int | None = None


@dataclass(frozen=True)
class Measured:
    """One indicator: `target` is what every quarter asks for, `step` how far figures lie apart."""

    code: str
    section: int
    name: str
    satuan: str
    target: int
    step: int
    kind: Kind = Kind.HIGHER

    @property
    def is_share(self) -> bool:
        return self.satuan == PER_CENT

    @property
    def objective(self) -> int:
        return int(self.code.partition(".")[0])


SECTIONS = ("Pelayanan", "Pemberdayaan", "Kesejahteraan", "Ketertiban")
SEATS = (
    Seat("camat", "Camat", "Camat", Role.LEADER),
    Seat("sekcam", "Sekretaris Camat", "Sekcam", Role.SECRETARY, "camat"),
    Seat(
        "kasubag",
        "Kepala Subbagian Perencanaan",
        "Kasubag Perencanaan",
        Role.PLANNING_HEAD,
        "sekcam",
    ),
    *(
        Seat(f"kasi{number + 1}", f"Kepala Seksi {name}", name, Role.SECTION_HEAD, "sekcam", number)
        for number, name in enumerate(SECTIONS)
    ),
    Seat("petugas", f"Staf Seksi {SECTIONS[0]}", "Staf", Role.FORM_FILLER, "kasi1", 0),
    Seat("admin", "Admin e-kejab", "Admin e-kejab", Role.ARCHIVIST, "sekcam"),
)
# One auditor reads every generated office, as APIP does.
AUDITOR = Seat("inspektorat", "Auditor Inspektorat", "APIP", Role.AUDITOR)

OBJECTIVES = (
    "Meningkatnya kualitas pelayanan publik",
    "Meningkatnya pemberdayaan masyarakat desa",
    "Meningkatnya kesejahteraan dan ketertiban",
)
INDICATORS = (
    Measured("1.1", 0, "Indeks kepuasan masyarakat", "indeks", 80, 4),
    Measured("1.2", 0, "Persentase layanan yang selesai tepat waktu", PER_CENT, 90, 0),
    Measured("1.3", 0, "Rata-rata waktu penyelesaian layanan", "menit", 30, 2, Kind.LOWER),
    Measured("1.4", 0, "Persentase pengaduan layanan yang ditindaklanjuti", PER_CENT, 85, 0),
    Measured("2.1", 1, "Persentase desa yang melapor tepat waktu", PER_CENT, 90, 0),
    Measured("2.2", 1, "Jumlah kegiatan pembinaan desa", "kegiatan", 40, 3),
    Measured("2.3", 1, "Persentase desa dengan data lengkap", PER_CENT, 80, 0),
    Measured("2.4", 1, "Indeks partisipasi masyarakat", "indeks", 70, 4),
    Measured("3.1", 2, "Persentase keluarga yang diverifikasi", PER_CENT, 85, 0),
    Measured("3.2", 2, "Jumlah keluarga yang didampingi", "keluarga", 120, 8),
    Measured("3.3", 2, "Persentase bantuan yang tepat sasaran", PER_CENT, 90, 0),
    Measured("3.4", 3, "Jumlah gangguan ketertiban", "kejadian", 20, 1, Kind.LOWER),
    Measured("3.5", 3, "Persentase patroli yang terlaksana", PER_CENT, 90, 0),
    Measured("3.6", 3, "Rata-rata waktu tanggap laporan", "menit", 40, 2, Kind.LOWER),
)
BY_CODE = {measured.code: measured for measured in INDICATORS}

DRIVERS = "Pelaksanaan kegiatan mengikuti jadwal."
OBSTACLES = "Sebagian kegiatan tertunda karena cuaca."
FOLLOW_UP = "Kegiatan dijadwalkan ulang pada triwulan berikutnya."
