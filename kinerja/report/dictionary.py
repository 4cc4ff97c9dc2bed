"""The data dictionary: the columns of nilai.csv, and what each name in nilai.json means."""

from collections.abc import Callable, Mapping


def at(*path: str) -> Callable[[Mapping], object]:
    """Follow names into a row; None where one is missing on the way."""

    def read(row: Mapping) -> object:
        found: object = row
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    return read


COLUMNS: dict[str, Callable[[Mapping], object]] = {
    "periode": at("period"),
    "nomor_sasaran": at("objective", "number"),
    "sasaran": at("objective", "text"),
    "kode": at("code"),
    "indikator": at("indicator"),
    "satuan": at("satuan"),
    "jenis": at("kind_words"),
    "dasar": at("basis"),
    "jadwal_ukur": at("schedule"),
    "seksi": at("section"),
    "diukur_periode_ini": lambda row: "ya" if row["asked"] else "tidak",
    "target": at("target"),
    "batas_atas": at("upper"),
    "realisasi": at("realised"),
    "capaian": at("achievement"),
    "kategori": at("category"),
    "rumus": at("formula"),
    "target_tahun": at("year", "target"),
    "kemajuan_tahunan": at("year", "progress"),
    "keadaan": at("reading", "status_words"),
    "alasan": at("reading", "reason"),
    "dijanjikan": at("reading", "promised_on"),
    "pembilang": at("reading", "numerator"),
    "penyebut": at("reading", "denominator"),
    "sumber": at("reading", "source_words"),
    "diisi_oleh": at("reading", "entered_by"),
    "diisi_pada": at("reading", "entered_at"),
    "faktor_pendorong": at("words", "drivers"),
    "faktor_penghambat": at("words", "obstacles"),
    "tindak_lanjut": at("words", "follow_up"),
}

# The columns that hold numbers; a predicate there stays a text.
FIGURES = (
    *("target", "batas_atas", "realisasi", "capaian", "target_tahun", "kemajuan_tahunan"),
    *("pembilang", "penyebut"),
)

MEANINGS = {
    "achievement": "capaian dalam persen, tanpa pembulatan; null: tidak ada angka",
    "address": "alamat halaman verifikasi; kosong: tidak ada alamat umum",
    "after": "isi sel sesudah koreksi",
    "agreement": "Perjanjian Kinerja yang menjadi ukuran",
    "agreement_date": "tanggal Perjanjian Kinerja",
    "answer": "jawaban atas koreksi: agreed (sesuai) atau look_again (mohon ditinjau kembali)",
    "answer_text": "isi jawaban",
    "answer_words": "jawaban dalam kata",
    "answered_at": "saat dijawab, UTC",
    "answered_by": "yang menjawab",
    "approval": "catatan jurnal yang menyetujui; null: draf",
    "asked": "benar bila baris diukur pada periode ini",
    "at": "saat dikoreksi, UTC",
    "basis": "yang dicakup satu isian: Triwulan ini atau s.d. Triwulan ini",
    "before": "isi sel sebelum koreksi",
    "by": "yang mengoreksi",
    "cap": "batas capaian dalam rata-rata",
    "capacity": "selaku",
    "category": "kategori capaian menurut scale",
    "chain": "nama rantai jurnal berkas",
    "choice": "predikat yang dipilih",
    "code": "kode baris; di luar baris: kode verifikasi",
    "complete": "salah bila ada triwulan sebelumnya tanpa angka",
    "corrections": "nilai yang diganti pada langkah 3: before semula, after menjadi, reason alasan",
    "counted": "jumlah baris yang dihitung dalam rata-rata",
    "denominator": "penyebut",
    "drivers": "faktor pendorong",
    "edition": "edisi berkas",
    "entered_at": "saat diisi, UTC",
    "entered_by": "yang mengisi",
    "evidence": "dokumen pendukung: title, kind, size, sha256, link",
    "evidence_note": "catatan pengganti dokumen pendukung",
    "follow_up": "tindak lanjut",
    "format": "bentuk isi ini",
    "formula": "rumus capaian dengan angkanya",
    "hash": "sidik SHA-256",
    "heading": "kata di atas jabatan penanda tangan",
    "icon": "tanda di samping kategori",
    "identity": "nomor induk",
    "indicator": "indikator kinerja",
    "kind": "jenis indikator: higher, lower, lower_ratio, range, predicate",
    "kind_words": "jenis indikator dalam kata",
    "late": "nilai susulan dari periode sebelumnya",
    "left_out": "jumlah baris tanpa angka yang tidak dihitung dalam rata-rata",
    "link": "tautan dokumen",
    "mean": "rata-rata capaian",
    "moment": "saat, UTC",
    "name": "nama",
    "number": "nomor",
    "numerator": "pembilang",
    "objectives": "sasaran strategis dengan barisnya",
    "obstacles": "faktor penghambat",
    "paper": "kertas: f4 (215 × 330 mm) atau a4",
    "percent": "persen, tanpa pembulatan",
    "period": "periode",
    "progress": "kemajuan tahunan dalam persen, tanpa pembulatan",
    "promised_on": "tanggal nilai dijanjikan",
    "quarter": "nomor triwulan; 5: Tahunan",
    "rank": "pangkat, golongan",
    "reached": "benar bila tercapai; null: tanpa angka",
    "reading": "isi sel: status, value nilai, choice predikat, source sumber, version versi baris",
    "realised": "realisasi s.d. periode ini; angka sebagai teks dengan titik desimal",
    "realised_formula": "asal realisasi dari angka per triwulan",
    "reason": "alasan",
    "record": "rantai jurnal berkas asal nilai susulan",
    "record_edition": "edisi nilai susulan",
    "regency": "kabupaten/kota",
    "register_number": "nomor arsip",
    "remarks": "tanda pada berkas",
    "round": "putaran; 2: perbaikan ke-1",
    "rows": "baris",
    "satuan": "satuan",
    "scale": "skala kategori",
    "schedule": "jadwal ukur",
    "section": "seksi/subbagian",
    "sha256": "SHA-256 dokumen",
    "signatories": "penanda tangan cetakan",
    "signed_form": "benar bila dokumen itu pindaian formulir",
    "size": "ukuran dokumen dalam bita",
    "sop": "revisi SOP",
    "source": "sumber: section, paper, message, phone, document, correction",
    "source_words": "sumber dalam kata",
    "status": "keadaan nilai: measured, not_yet, not_measured; kosong: belum diisi",
    "status_words": "keadaan nilai dalam kata",
    "step": "langkah SOP; null: di luar langkah",
    "steps": "siapa mengerjakan langkah mana, selaku apa, kapan",
    "target": "target s.d. periode ini",
    "text": "sasaran strategis",
    "title": "judul atau jabatan",
    "told": "tindakan dalam kata",
    "unit": "perangkat daerah",
    "unit_code": "kode perangkat daerah",
    "upper": "batas atas target rentang",
    "value": "nilai yang diisi",
    "verb": "tindakan",
    "version": "versi baris",
    "words": "penjelasan: faktor pendorong, faktor penghambat, tindak lanjut",
    "year": "tahun periode; pada baris kemajuan tahunan (target setahun, persen, rumus) atau null",
}

# What snapshots say since the third format.
SINCE_THIRD = {
    "offset": "selisih zone dari UTC dalam menit",
    "word": "sebutan zona waktu",
    "zone": "zona waktu yang dipakai laporan",
}


def meanings(snapshot: Mapping) -> dict[str, str]:
    """Explain the names of a snapshot; one of the second format takes its own words along."""
    return MEANINGS | SINCE_THIRD if "zone" in snapshot else MEANINGS
