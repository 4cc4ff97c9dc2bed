"""What the sample measures: four sasaran, fourteen indicators, every kind among them.

Invented for trying the program, after what perjanjian kinerja of kecamatan usually hold.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line


@dataclass(frozen=True)
class Sasaran:
    """One sasaran strategis with what the office writes about it each period."""

    text: str
    drivers: str
    obstacles: str
    follow_up: str


OBJECTIVES = (
    Sasaran(
        "Meningkatnya kualitas pelayanan publik kecamatan",
        "Standar pelayanan ditempel di loket dan dipatuhi petugas.",
        "Listrik dan jaringan internet belum stabil.",
        "Mengusulkan daya cadangan pada perubahan anggaran.",
    ),
    Sasaran(
        "Meningkatnya tata kelola pemerintahan dan pemberdayaan masyarakat desa",
        "Pendamping desa dan seksi menyusun jadwal pembinaan bersama.",
        "Kunjungan ke desa bergantung pada cuaca laut.",
        "Menjadwalkan pembinaan di luar musim angin utara.",
    ),
    Sasaran(
        "Meningkatnya kesejahteraan sosial, ketenteraman, dan ketertiban umum",
        "Linmas, pemerintah desa, dan aparat berkoordinasi setiap bulan.",
        "Jumlah petugas lapangan terbatas.",
        "Melibatkan perangkat desa dalam verifikasi dan patroli.",
    ),
    Sasaran(
        "Meningkatnya akuntabilitas kinerja dan keuangan kecamatan",
        "Data kinerja dan keuangan dibahas dalam rapat bulanan.",
        "Bukti pendukung belum seluruhnya tersimpan rapi.",
        "Mengarsipkan bukti setiap triwulan.",
    ),
)

AKIP, PUNCTUALITY = "Nilai AKIP", "Ketepatan waktu laporan"
# From the best down; a scale without scores is judged by rank alone.
SCALES: dict[str, tuple[tuple[str, Decimal | None], ...]] = {
    AKIP: (
        ("AA", Decimal("90.01")),
        ("A", Decimal("80.01")),
        ("BB", Decimal("70.01")),
        ("B", Decimal("60.01")),
        ("CC", Decimal("50.01")),
        ("C", Decimal("30.01")),
        ("D", Decimal(0)),
    ),
    PUNCTUALITY: (("Tepat waktu", None), ("Terlambat", None), ("Tidak disampaikan", None)),
}

SHARE = {
    "measure": Line.Measure.RATIO,
    "accumulation": Accumulation.SUM,
    "basis": Basis.QUARTER,
    "at_most_100": True,
}
SHARE_OF_ALL = SHARE | {"accumulation": Accumulation.LAST, "basis": Basis.TO_DATE}
COUNT = {"accumulation": Accumulation.SUM, "basis": Basis.QUARTER}
COUNT_TO_DATE = {"accumulation": Accumulation.SUM, "basis": Basis.TO_DATE}
MEAN = {"accumulation": Accumulation.MEAN, "basis": Basis.QUARTER}
PREDICATE = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE}


@dataclass(frozen=True)
class Measured:
    """One indicator, its rules, and what its section writes when a quarter goes well or badly."""

    code: str
    section: str
    name: str
    satuan: str
    definition: str
    formula_text: str
    data_source: str
    drivers: str
    obstacles: str
    follow_up: str
    rules: dict = field(default_factory=dict)
    scale: str = ""
    plan_target: Decimal | None = None

    @property
    def objective(self) -> int:
        return int(self.code.split(".")[0])


INDICATORS = (
    Measured(
        "1.1",
        "Pemerintahan",
        "Indeks Kepuasan Masyarakat",
        "indeks",
        "Tingkat kepuasan pengguna layanan kecamatan atas sembilan unsur pelayanan.",
        "Rata-rata tertimbang nilai unsur pelayanan × 25.",
        "Laporan survei kepuasan masyarakat per semester",
        "Waktu tunggu loket lebih singkat sejak antrean dipisah menurut jenis layanan.",
        "Unsur sarana pelayanan dinilai rendah oleh responden.",
        "Memperbaiki ruang tunggu dan papan informasi layanan.",
        {"schedule": "24"},
        plan_target=Decimal(88),
    ),
    Measured(
        "1.2",
        "Pemerintahan",
        "Persentase layanan administrasi yang selesai tepat waktu",
        "%",
        "Bagian permohonan yang selesai dalam waktu menurut standar pelayanan.",
        "Permohonan selesai tepat waktu / permohonan diterima × 100.",
        "Buku register pelayanan administrasi terpadu",
        "Berkas permohonan diperiksa di muka sehingga jarang dikembalikan.",
        "Gangguan listrik dan jaringan menunda penerbitan surat.",
        "Menyiapkan daya cadangan dan blangko manual bernomor.",
        SHARE,
    ),
    Measured(
        "1.3",
        "Pemerintahan",
        "Rata-rata waktu penyelesaian surat pengantar",
        "menit",
        "Waktu sejak berkas lengkap diterima sampai surat ditandatangani.",
        "Jumlah waktu penyelesaian / jumlah surat.",
        "Buku register pelayanan administrasi terpadu",
        "Format surat sudah baku dan ditandatangani pada hari yang sama.",
        "Pejabat penanda tangan sering bertugas di luar kantor.",
        "Menetapkan pejabat pengganti penanda tangan surat pengantar.",
        MEAN | {"kind": Kind.LOWER},
    ),
    Measured(
        "2.1",
        "PMD",
        "Persentase desa yang menyampaikan laporan keuangan tepat waktu",
        "%",
        "Bagian desa yang laporan realisasi APB Desanya diterima sebelum batas waktu.",
        "Desa yang menyampaikan tepat waktu / seluruh desa × 100.",
        "Agenda penerimaan laporan desa",
        "Pendampingan penyusunan laporan dilakukan sebelum batas waktu.",
        "Bendahara salah satu desa baru diganti dan belum terlatih.",
        "Mendampingi bendahara baru menyusun laporan setiap bulan.",
        SHARE_OF_ALL | {"stock_denominator": True},
    ),
    Measured(
        "2.2",
        "PMD",
        "Jumlah kegiatan pembinaan administrasi desa",
        "kegiatan",
        "Banyaknya pembinaan administrasi desa yang dilaksanakan dan dilaporkan.",
        "Jumlah kegiatan pada triwulan ini.",
        "Laporan pelaksanaan kegiatan seksi",
        "Pembinaan digabung dengan jadwal monitoring desa.",
        "Cuaca buruk menunda kunjungan ke desa yang ditempuh lewat laut.",
        "Menjadwalkan ulang kunjungan pada musim teduh.",
        COUNT,
    ),
    Measured(
        "2.3",
        "PMD",
        "Persentase desa berstatus maju dan mandiri",
        "%",
        "Bagian desa yang menurut pemeringkatan tahunan berstatus maju atau mandiri.",
        "Desa maju dan mandiri / seluruh desa × 100.",
        "Hasil pemeringkatan desa tahunan",
        "Desa melengkapi data dasar sebelum pemutakhiran.",
        "Data dasar satu desa belum lengkap saat pemeringkatan.",
        "Mendampingi pemutakhiran data desa lebih awal.",
        SHARE_OF_ALL | {"stock_denominator": True, "schedule": "5"},
        plan_target=Decimal(100),
    ),
    Measured(
        "3.1",
        "Kesos",
        "Persentase pengaduan kesejahteraan sosial yang ditindaklanjuti",
        "%",
        "Bagian pengaduan warga tentang bantuan sosial yang ditindaklanjuti.",
        "Pengaduan ditindaklanjuti / pengaduan diterima × 100.",
        "Buku pengaduan masyarakat",
        "Pengaduan diteruskan ke desa pada hari yang sama.",
        "Sebagian pengaduan menunggu jawaban dinas di kabupaten.",
        "Menyurati dinas dan menetapkan batas jawaban.",
        SHARE,
    ),
    Measured(
        "3.2",
        "Kesos",
        "Jumlah keluarga penerima manfaat yang diverifikasi",
        "keluarga",
        "Banyaknya keluarga penerima manfaat yang sudah diperiksa di lapangan.",
        "Jumlah keluarga yang diverifikasi sejak awal tahun.",
        "Berita acara verifikasi lapangan",
        "Perangkat desa ikut menyiapkan daftar kunjungan.",
        "Sebagian keluarga berada di luar daerah saat dikunjungi.",
        "Mengulang kunjungan bersama perangkat desa.",
        COUNT_TO_DATE,
    ),
    Measured(
        "3.3",
        "Trantib",
        "Jumlah gangguan ketenteraman dan ketertiban umum",
        "kejadian",
        "Banyaknya kejadian yang dicatat dan ditangani bersama aparat setempat.",
        "Jumlah kejadian pada triwulan ini.",
        "Buku kejadian seksi",
        "Pos jaga warga kembali aktif di semua desa.",
        "Perselisihan batas lahan kebun meningkat menjelang panen.",
        "Memfasilitasi mediasi batas lahan bersama pemerintah desa.",
        COUNT | {"kind": Kind.LOWER},
    ),
    Measured(
        "3.4",
        "Trantib",
        "Persentase patroli wilayah yang terlaksana",
        "%",
        "Bagian patroli yang terlaksana dari yang dijadwalkan.",
        "Patroli terlaksana / patroli terjadwal × 100.",
        "Jadwal dan laporan patroli",
        "Patroli dilaksanakan bersama Linmas desa.",
        "Kendaraan patroli diperbaiki selama dua minggu.",
        "Mengganti jadwal yang tertunda pada bulan berikutnya.",
        SHARE,
    ),
    Measured(
        "3.5",
        "Trantib",
        "Rata-rata waktu tanggap laporan ketertiban",
        "menit",
        "Waktu sejak laporan diterima sampai petugas tiba di lokasi.",
        "Jumlah waktu tanggap / jumlah laporan.",
        "Buku kejadian seksi",
        "Laporan diterima lewat satu nomor yang dijaga bergantian.",
        "Lokasi laporan jauh dan jalan rusak.",
        "Menempatkan anggota Linmas siaga di desa terjauh.",
        MEAN | {"kind": Kind.LOWER_RATIO},
    ),
    Measured(
        "4.1",
        "Umum",
        "Nilai AKIP kecamatan",
        "predikat",
        "Predikat hasil evaluasi akuntabilitas kinerja oleh Inspektorat.",
        "Predikat menurut laporan hasil evaluasi.",
        "Laporan hasil evaluasi AKIP",
        "Rekomendasi evaluasi tahun lalu ditindaklanjuti seluruhnya.",
        "Dokumen pendukung capaian belum diarsipkan lengkap.",
        "Mengarsipkan data kinerja setiap triwulan menurut SOP.",
        PREDICATE | {"schedule": "5"},
        AKIP,
    ),
    Measured(
        "4.2",
        "Umum",
        "Ketepatan penyampaian laporan kinerja triwulan",
        "predikat",
        "Saat laporan kinerja triwulan diterima dibandingkan dengan batas waktunya.",
        "Dipilih menurut tanggal tanda terima.",
        "Tanda terima laporan",
        "Data seksi terkumpul sebelum batas waktu.",
        "Data dua seksi terlambat terkumpul.",
        "Mengingatkan seksi lima hari kerja sebelum batas waktu.",
        PREDICATE,
        PUNCTUALITY,
    ),
    Measured(
        "4.3",
        "Umum",
        "Persentase penyerapan anggaran",
        "%",
        "Belanja yang direalisasikan dibandingkan dengan pagu kecamatan.",
        "Realisasi belanja / pagu × 100.",
        "Laporan realisasi anggaran",
        "Pengadaan dimulai pada awal tahun.",
        "Pencairan triwulan ini bergeser ke triwulan berikutnya.",
        "Menyusun ulang rencana kas bersama pelaksana kegiatan.",
        COUNT_TO_DATE | {"kind": Kind.RANGE, "at_most_100": True},
    ),
)
BY_CODE = {measured.code: measured for measured in INDICATORS}
