"""What the report says, section by section: the snapshot in the office's words, and inert."""

from collections.abc import Iterable, Mapping, Sequence

from kinerja.qr import square
from kinerja.report import rows, words
from kinerja.report.attaching import Attachment
from kinerja.report.texts import MISSING, inert

TITLE = "Laporan Realisasi Kinerja"
DRAFT = "SEMENTARA"


def content(snapshot: Mapping, attachments: Sequence[Attachment], versions: str) -> dict:
    """Print a snapshot: texts, and lists of texts, that the template only has to place."""
    objectives, clock = snapshot["objectives"], words.Clock.of(snapshot)
    return {
        "title": TITLE,
        "zone": inert(clock.word),
        "draft": "" if snapshot["approval"] else DRAFT,
        "paper": snapshot["paper"],
        "cover": cover(snapshot, clock),
        "running": inert(running(snapshot)),
        "summary": rows.summary(objectives),
        "objectives": [rows.objective(each) for each in objectives],
        "mean": rows.mean(snapshot["mean"], "Rata-rata capaian perangkat daerah"),
        "footnotes": footnotes(snapshot),
        "explained": rows.explained(objectives),
        "late": [rows.late(each) for each in snapshot["late"]],
        "corrections": [correction(each, clock) for each in snapshot["corrections"]],
        "documents": documents(objectives, snapshot["late"]),
        "steps": [step(each, clock) for each in snapshot["steps"]],
        "remarks": remarks(snapshot),
        "signatories": [signatory(each) for each in snapshot["signatories"]],
        "authenticity": authenticity(snapshot, clock, versions),
        "attachments": [listed(each) for each in attachments],
    }


def running(snapshot: Mapping) -> str:
    """Name the report at the foot of every page."""
    return ", ".join([snapshot["unit"], snapshot["period"], f"edisi {snapshot['edition']}"])


def cover(snapshot: Mapping, clock: words.Clock) -> dict:
    approval = snapshot["approval"]
    number = snapshot.get("register_number") or ("–" if approval else "belum ada")
    facts = [
        ("Edisi", str(snapshot["edition"])),
        ("Nomor arsip", number),
        ("Perjanjian Kinerja", snapshot["agreement"]),
        ("Tanggal perjanjian", words.written_day(snapshot["agreement_date"])),
        ("SOP", snapshot["sop"]),
        ("Disetujui", approved(approval, clock) if approval else "belum disetujui"),
    ]
    return {
        "government": inert(f"Pemerintah {snapshot['regency']}".upper()),
        "unit": inert(snapshot["unit"].upper()),
        "period": inert(snapshot["period"]),
        "facts": [{"label": label, "text": inert(text)} for label, text in facts],
    }


def approved(approval: Mapping, clock: words.Clock) -> str:
    who = f"{approval['name']} selaku {approval['capacity']}"
    return f"{who}, {clock.moment(approval['moment'])}"


def footnotes(snapshot: Mapping) -> list[str]:
    return [
        inert(f"Kategori: {snapshot['scale']}."),
        inert(
            f"Rata-rata: rata-rata biasa dari capaian, {snapshot['cap']}. Satuan uang dijumlahkan"
            " lebih dahulu: Σ realisasi / Σ target. Baris tanpa angka tidak dihitung."
        ),
        "Capaian dihitung tanpa pembulatan dan dicetak dengan dua desimal. Kemajuan tahunan "
        "dibandingkan dengan target setahun dan tidak diberi kategori.",
    ]


def correction(content: Mapping, clock: words.Clock) -> dict:
    """Print a value that step 3 replaced, with what step 2 answered."""
    answer = content["answer_words"] or "belum dijawab"
    text = f": {content['answer_text']}" if content["answer_text"] else ""
    by = f" ({content['answered_by']})" if content["answered_by"] else ""
    return {
        "code": inert(content["code"], longest=6),
        "change": inert(f"{words.cell(content['before'])} → {words.cell(content['after'])}"),
        "reason": inert(content["reason"]),
        "by": inert(f"{content['by']}, {content['capacity']}, {clock.short_moment(content['at'])}"),
        "answer": inert(f"{answer}{text}{by}"),
    }


def documents(objectives: Iterable[Mapping], late: Iterable[Mapping]) -> list[dict]:
    """List each document once, with the rows that it supports."""
    named = [(row["code"], row) for each in objectives for row in each["rows"] if row["asked"]]
    named += [(f"{row['code']} ({row['period']})", row) for row in late]
    found: dict[tuple, dict] = {}
    for name, row in named:
        for each in row["evidence"]:
            key = (each["sha256"], each["link"], each["title"])
            found.setdefault(key, document(each) | {"codes": []})["codes"].append(name)
    return [each | {"codes": inert(", ".join(each["codes"]))} for each in found.values()]


def document(content: Mapping) -> dict:
    kind = "pindaian formulir" if content["signed_form"] else content["kind"].upper()
    is_link = not content["sha256"]
    return {
        "title": inert(content["title"]),
        "kind": "tautan" if is_link else inert(kind),
        "mark": inert(content["link"]) if is_link else content["sha256"],
        "hashed": not is_link,
    }


def step(content: Mapping, clock: words.Clock) -> dict:
    return {
        "step": inert(step_name(content)),
        "act": inert(content["told"]),
        "who": inert(content["name"] or "program"),
        "capacity": inert(content["capacity"]),
        "at": clock.short_moment(content["moment"]),
    }


def step_name(content: Mapping) -> str:
    """Name a step, its section, and its round from the second on."""
    again = f", perbaikan ke-{content['round'] - 1}" if content["round"] > 1 else ""
    section = f" ({content['section']})" if content["section"] else ""
    name = " ".join(filter(None, (str(content["step"] or ""), content["title"])))
    return f"{name}{section}{again}"


def remarks(snapshot: Mapping) -> list[str]:
    """List what is out of the usual: who stood in, the small-office rule, edition, susulan."""
    found = list(snapshot["remarks"])
    if snapshot["late"]:
        found.append(f"Memuat {len(snapshot['late'])} nilai susulan dari periode sebelumnya.")
    return [inert(remark) for remark in found]


def signatory(content: Mapping) -> dict:
    return {name: inert(content[name]) for name in ("heading", "title", "name", "rank", "identity")}


def authenticity(snapshot: Mapping, clock: words.Clock, versions: str) -> dict:
    """Say by what this report can be told from another, as a code and in the same words."""
    approval, address = snapshot["approval"], snapshot.get("address", "")
    number = snapshot.get("register_number") or "–"
    facts = [
        ("Perangkat daerah", snapshot["unit"]),
        ("Periode", snapshot["period"]),
        ("Edisi", str(snapshot["edition"])),
        ("Nomor arsip", number),
        ("Rantai jurnal", snapshot["chain"]),
    ]
    if approval:
        told = f"nomor {approval['number']}, {approved(approval, clock)}"
        facts.append(("Catatan persetujuan", told))
    return {
        "facts": [{"label": label, "text": inert(text)} for label, text in facts],
        "hash": approval["hash"] if approval else "",
        "address": address,
        "shown_address": inert(address),
        "square": square(address) if address else "",
        "versions": versions,
        "missing": MISSING,
    }


def listed(attachment: Attachment) -> dict:
    return {
        "name": attachment.name,
        "description": attachment.description,
        "sha256": attachment.sha256,
    }
