"""Snapshots as the archive writes them, made up plainly: as many rows as asked, and odd texts."""

import hashlib
import json
from decimal import Decimal

import chain_papers

from kinerja.formula import Kind, achievement, category, explain
from kinerja.numbers import canonical

MOMENT = "2026-10-12T03:15:00+00:00"


def row(code: str, **fields) -> dict:
    """Make one measured row; what it says about figures follows from target and realised."""
    made = {
        "code": code,
        "indicator": f"Persentase desa yang menyampaikan laporan tepat waktu, indikator {code}",
        "satuan": "%",
        "kind": "higher",
        "kind_words": "semakin tinggi semakin baik",
        "basis": "s.d. Triwulan ini",
        "schedule": "Triwulan I–IV",
        "section": "Seksi Pemerintahan",
        "asked": True,
        "target": "85",
        "upper": None,
        "realised": "86.12",
        "realised_formula": "",
        "complete": True,
        "year": None,
        "words": words(),
        "evidence_note": "",
        "reading": reading("86.12"),
        "evidence": [],
    } | fields
    return made | judged(made)


def judged(made: dict) -> dict:
    target, realised = (
        None if made[name] is None else Decimal(made[name]) for name in ("target", "realised")
    )
    percent = achievement(Kind.HIGHER, target, realised)
    found = category(percent)
    return {
        "achievement": canonical(percent),
        "category": found.label if found else None,
        "icon": found.icon if found else None,
        "reached": None if percent is None else percent >= 100,
        "formula": explain(Kind.HIGHER, target, realised),
    }


def reading(value: str | None, **fields) -> dict:
    return {
        "status": "measured",
        "status_words": "terisi",
        "value": value,
        "numerator": None,
        "denominator": None,
        "choice": "",
        "reason": "",
        "promised_on": None,
        "source": "section",
        "source_words": "dari seksi",
        "version": 1,
        "entered_by": "Kepala Seksi",
        "entered_at": MOMENT,
    } | fields


def words(**fields) -> dict:
    return {"drivers": "", "obstacles": "", "follow_up": ""} | fields


def unasked(code: str) -> dict:
    kept = ("code", "indicator", "satuan", "kind", "kind_words", "basis", "section")
    made = {name: value for name, value in row(code).items() if name in kept}
    return made | {"schedule": "Triwulan IV", "asked": False}


def not_yet(code: str) -> dict:
    told = {"status": "not_yet", "status_words": "belum tersedia", "reason": "Menunggu BPS"}
    return row(code, realised=None, reading=reading(None, promised_on="2026-10-20", **told))


def document(name: str = "Rekap laporan desa.pdf") -> dict:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    told = {"kind": "pdf", "size": 1200, "link": "", "signed_form": False}
    return {"title": name, "sha256": sha256, **told}


def averaged(rows: list[dict]) -> dict:
    percents = [Decimal(each["achievement"]) for each in rows if each.get("achievement")]
    left = sum(each["asked"] and each["achievement"] is None for each in rows)
    percent = sum(percents) / len(percents) if percents else None
    return {"percent": canonical(percent), "counted": len(percents), "left_out": left}


def rows_of(number: int, count: int) -> list[dict]:
    """Make rows of every kind that a quarter has, in turn."""
    kinds = (
        lambda code: row(code, evidence=[document()]),
        lambda code: row(code, realised="60.5", words=words(obstacles="Cuaca buruk.")),
        not_yet,
        unasked,
        lambda code: row(
            code,
            satuan="Rp",
            target="4000000000",
            realised="3783296000",
            realised_formula="1.000.000.000,00 + 2.783.296.000,00 = 3.783.296.000,00",
            year={
                "target": "8000000000",
                "upper": None,
                "progress": "47.2912",
                "formula": "3.783.296.000,00 / 8.000.000.000,00 × 100 = 47,29%",
            },
        ),
        lambda code: row(code, target="0.5", realised="8.335", complete=False),
    )
    return [kinds[at % len(kinds)](f"{number}.{at + 1}") for at in range(count)]


def objective(number: int, count: int) -> dict:
    rows = rows_of(number, count)
    return {
        "number": number,
        "text": f"Meningkatnya kualitas pelayanan publik kecamatan bidang {number}",
        "words": words(
            drivers="Pendampingan rutin ke desa.\nKoordinasi dengan kabupaten.",
            obstacles="Sambungan internet di dua desa terputus.",
            follow_up="Menjadwalkan penjemputan data.",
        ),
        "rows": rows,
        "mean": averaged(rows),
    }


def snapshot(rows: int = 5, *, goals: int = 0, **fields) -> dict:
    """Make the snapshot of an approved record with that many rows in all."""
    count = goals or max(1, min(rows // 5, 8))
    shares = [rows // count + (at < rows % count) for at in range(count)]
    made = [objective(at + 1, share) for at, share in enumerate(shares)]
    entries = chain(12)
    return {
        "format": "kinerja-snapshot/3",
        "zone": {"name": "Asia/Jakarta", "word": "WIB", "offset": 420},
        "unit": "Kecamatan Suak Midai",
        "unit_code": "suak-midai",
        "year": 2026,
        "quarter": 3,
        "regency": "Kabupaten Natuna",
        "period": "Triwulan III Tahun 2026",
        "edition": 1,
        "paper": "f4",
        "agreement": "PK murni 2026, Kecamatan Suak Midai",
        "agreement_date": "2026-01-15",
        "sop": "Pengumpulan Data Kinerja, berlaku 1 Januari 2022",
        "scale": "≥ 91 Sangat Tinggi, ≥ 76 Tinggi, ≥ 66 Sedang, ≥ 51 Rendah, di bawahnya Sangat "
        "Rendah; batas bawah, tanpa pembulatan",
        "cap": "tanpa batas atas",
        "register_number": "000.8.6.3/1/2026",
        "address": "",
        "code": "",
        "chain": "berkas:12",
        "approval": {
            "number": entries[-1]["number"],
            "hash": entries[-1]["hash"],
            "name": "Sekcam",
            "capacity": "Sekretaris Camat",
            "moment": MOMENT,
        },
        "remarks": [],
        "objectives": made,
        "mean": averaged([row for each in made for row in each["rows"]]),
        "late": [],
        "corrections": [],
        "steps": steps(),
        "signatories": signatories(),
        "sheets": [],
        "letters": [],
        "control": chain_papers.control([]),
        "entries": entries,
    } | fields


def draft(rows: int = 5, **fields) -> dict:
    return snapshot(rows, approval=None, register_number="") | fields


def second(snapshot: dict) -> dict:
    """Write a snapshot as the second format did: no zone, no letters, no Lembar Kendali."""
    kept = {name: told for name, told in snapshot.items() if name not in SINCE_THIRD}
    return kept | {"format": "kinerja-snapshot/2", "sheets": []}


SINCE_THIRD = ("zone", "letters", "control")


def full(rows: int = 40, **fields) -> dict:
    """Make a snapshot in which every section has something to say."""
    told = {
        "edition": 2,
        "address": "https://kinerja.example.go.id/verifikasi/k7Qm2xVd9sTfR4wZ/",
        "remarks": [
            "Edisi 2.",
            "Camat menyetujui selaku Camat, oleh atasan langsung.",
            "Diinput dan dikoreksi oleh orang yang sama: aturan kantor kecil.",
        ],
        "corrections": [
            correction("1.1"),
            correction("1.2", answer="", answer_words="", answered_by=""),
        ],
        "late": [late("2.1")],
        "sheets": [chain_papers.order()],
        "letters": [chain_papers.letter("Seksi Pemerintahan"), chain_papers.letter("")],
        "control": chain_papers.control([chain_papers.control_round()]),
    }
    return snapshot(rows, **told | fields)


def late(code: str, **fields) -> dict:
    told = {"period": "Triwulan II Tahun 2026", "record": "berkas:9", "record_edition": 2}
    return row(code, **fields) | told


def correction(code: str, **fields) -> dict:
    return {
        "code": code,
        "indicator": f"Indikator {code}",
        "before": {"value": "68.12", "source": "section"},
        "after": {"value": "86.12", "source": "correction"},
        "reason": "Angka tertukar; sesuai rekap.",
        "by": "Sekcam",
        "at": MOMENT,
        "capacity": "Sekretaris Camat",
        "answer": "agreed",
        "answer_words": "sesuai",
        "answer_text": "",
        "answered_by": "Kasubag",
        "answered_at": MOMENT,
    } | fields


def steps() -> list[dict]:
    told = (
        (1, "Distribusi formulir", "Seksi Pemerintahan", "mendistribusikan formulir", "Kasi"),
        (None, "Pengisian formulir", "Seksi Pemerintahan", "menyerahkan formulir", "Kasi"),
        (2, "Input realisasi", "", "mengirim untuk dikoreksi", "Kasubag"),
        (3, "Koreksi", "", "menyetujui", "Sekcam"),
    )
    return [
        {
            "step": step,
            "title": title,
            "section": section,
            "round": 1,
            "verb": "submit",
            "told": act,
            "name": name,
            "capacity": f"Jabatan {name}",
            "moment": MOMENT,
        }
        for step, title, section, act, name in told
    ]


def signatories() -> list[dict]:
    identity = "NIP 198001012005011001"
    return [
        signatory("", "Kasubag Perencanaan", "Nama Kasubag", "Penata, III/c", identity),
        signatory("", "Sekretaris Camat", "Nama Sekcam", "Pembina, IV/a", identity),
        signatory("Mengetahui,", "Camat", "", "", ""),
    ]


def signatory(heading: str, title: str, name: str, rank: str, identity: str) -> dict:
    return {
        "heading": heading,
        "title": title,
        "name": name,
        "rank": rank,
        "identity": identity,
    }


def chain(count: int) -> list[dict]:
    """Make entries that are bound by their hashes, as the journal binds them."""
    made, previous = [], ""
    for number in range(1, count + 1):
        verb = "approve" if number == count else "fill"
        text = json.dumps({"number": number, "verb": verb})
        previous = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        told = {"name": "Sekcam", "capacity": "Sekretaris Camat", "moment": MOMENT}
        told |= {"told": "menyetujui", "note": ""}
        made.append({"number": number, "verb": verb, "text": text, "hash": previous, **told})
    return made
