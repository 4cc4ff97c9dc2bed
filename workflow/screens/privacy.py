"""What is kept about people, why, how long, and who sees it: a row per kind."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Kind:
    """One kind of personal data."""

    what: str
    why: str
    how_long: str
    who: str


FOREVER = "selama arsipnya disimpan; riwayat tidak dapat dihapus"


def kinds() -> tuple[Kind, ...]:
    return (
        Kind(
            "Nama, NIP atau NI PPPK, pangkat, surel bila ada",
            "mengenali pelaksana; tercetak pada lembar dan laporan resmi",
            "selama akun ada, dan pada lembar yang sudah dibuat",
            "pegawai kantor yang sama, APIP, administrator",
        ),
        Kind(
            "Jabatan dan penugasan dengan tanggal dan surat",
            "menentukan siapa berwenang pada saat itu",
            FOREVER,
            "pegawai kantor yang sama, APIP, administrator",
        ),
        Kind(
            "Riwayat: siapa melakukan apa, kapan, selaku apa",
            "pertanggungjawaban data kinerja",
            FOREVER,
            "pegawai kantor yang sama, APIP, administrator",
        ),
        Kind(
            "Kata sandi, hanya sebagai sidik yang tidak dapat dibaca kembali",
            "membuktikan bahwa yang masuk adalah Anda",
            "sampai diganti",
            "tidak seorang pun",
        ),
        Kind(
            "Saat dan alamat jaringan tiap kali masuk, dan tiap kali kata sandi salah",
            "membatasi tebakan; memberi tahu Anda bila orang lain mencoba",
            f"{settings.SIGN_INS_KEPT.days} hari",
            "Anda sendiri; operator melihat saat masuk terakhir",
        ),
        Kind(
            "Sesi: tanda di peramban Anda selama Anda masuk",
            "agar tidak masuk lagi di setiap halaman",
            f"paling lama {int(settings.SESSION_LONGEST.total_seconds()) // 3600} jam",
            "tidak seorang pun",
        ),
        Kind(
            "Isian yang belum terkirim, di peramban Anda saja",
            "tidak ada ketikan yang hilang",
            "sampai terkirim",
            "pemakai akun Anda pada perangkat itu",
        ),
    )
