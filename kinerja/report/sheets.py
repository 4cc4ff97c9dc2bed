"""The sheets of the chain as they are printed: orders, letters, forms, and the Lembar Kendali.

Their place is one PDF inside the report's file. The forms are the table's own rows by section.
"""

from collections.abc import Iterable, Iterator, Mapping

from kinerja.report import rows, words
from kinerja.report.texts import inert, paragraphs

TITLE = "Lembar dalam Rantai Berkas"
NARROW = 14


def content(snapshot: Mapping) -> dict:
    """Print every sheet of a snapshot: texts that the template only has to place."""
    clock = words.Clock.of(snapshot)
    return {
        "title": TITLE,
        "running": inert(", ".join([snapshot["unit"], snapshot["period"]])),
        "author": inert(snapshot["unit"]),
        "paper": snapshot["paper"],
        "zone": inert(clock.word),
        "regency": inert(f"Pemerintah {snapshot['regency']}".upper()),
        "unit": inert(snapshot["unit"].upper()),
        "orders": [order(each, clock) for each in snapshot["sheets"]],
        "letters": [letter(each, snapshot, clock) for each in snapshot["letters"]],
        "forms": list(forms(snapshot, clock)),
        "control": control(snapshot, clock),
    }


def order(sheet: Mapping, clock: words.Clock) -> dict:
    """Print a lembar disposisi with everybody to whom it was passed on."""
    first = sheet["forwardings"][0]
    cancelled = sheet["cancelled_at"]
    head = (
        ("Surat dari", first["from_title"]),
        ("Nomor surat", sheet["letter_number"]),
        ("Tanggal surat", written(sheet["letter_date"])),
        ("Diterima tanggal", written(sheet["received_on"])),
        ("Nomor agenda", sheet["agenda_number"]),
        ("Sifat", sheet["urgency"]),
        ("Hal", sheet["subject"]),
    )
    return {
        "number": inert(sheet["number"]),
        "cancelled": f"DIBATALKAN {clock.short_moment(cancelled)}" if cancelled else "",
        "head": facts(head),
        "links": [link(each, clock) for each in sheet["forwardings"]],
        "sign": sign(first, "from_title", "from_name", "from_rank", "from_identity"),
        "day": clock.day(first["at"]),
    }


def link(each: Mapping, clock: words.Clock) -> dict:
    outcome = f"ditindaklanjuti {clock.short_moment(each['acted_at'])}" if each["acted_at"] else ""
    answer = f"{outcome}: {each['answer']}" if each["answer"] else outcome
    note = filter(None, ("; ".join(each["instructions"]), each["note"]))
    return {
        "from": inert(f"{each['from_title']}\n{clock.day(each['at'])}", longest=NARROW),
        "to": inert(each["to_title"], longest=NARROW),
        "told": inert("\n".join(note), longest=NARROW),
        "due": written(each["due"]),
        "done": inert(answer, longest=NARROW),
    }


def letter(each: Mapping, snapshot: Mapping, clock: words.Clock) -> dict:
    """Print the surat pengantar of one hand-over."""
    told = f"Diserahkan melalui aplikasi {clock.moment(each['moment'])}; catatan nomor"
    return {
        "number": inert(each["number"]),
        "day": clock.day(each["moment"]),
        "to": inert(each["to_title"]),
        "place": inert(snapshot["unit"]),
        "what": inert(f"{each['what']}, {snapshot['period']}"),
        "count": f"1 berkas, {each['count']} baris",
        "remark": inert(f"{told} {each['entry']} pada {snapshot['chain']}."),
        "sign": sign(each, "title", "name", "rank", "identity"),
    }


def sign(content: Mapping, *names: str) -> list[str]:
    """List the lines under a signature, the title first; a line without a text misses."""
    return [inert(content[name]) for name in names if content[name]]


def forms(snapshot: Mapping, clock: words.Clock) -> Iterator[dict]:
    """Print the form of each section as its rows stood at the approval."""
    handed = {each["section"]: each for each in snapshot["letters"] if each["section"]}
    asked = [row for each in snapshot["objectives"] for row in each["rows"] if row["asked"]]
    for section in dict.fromkeys(row["section"] for row in asked):
        last = handed.get(section)
        yield {
            "section": inert(section or "Tanpa seksi"),
            "period": inert(snapshot["period"]),
            "agreement": inert(snapshot["agreement"]),
            "handed": f"Diserahkan {clock.moment(last['moment'])}" if last else "Tidak diserahkan",
            "rows": [form_row(row) for row in asked if row["section"] == section],
            "sign": sign(last, "title", "name", "rank", "identity") if last else [],
        }


def form_row(row: Mapping) -> dict:
    told = rows.figures(row)
    explained = (
        ("Pendorong", row["words"]["drivers"]),
        ("Penghambat", row["words"]["obstacles"]),
        ("Tindak lanjut", row["words"]["follow_up"]),
    )
    papers = [each["title"] for each in row["evidence"]] + [row["evidence_note"]]
    return told | {
        "code": inert(row["code"], longest=6),
        "indicator": inert(row["indicator"]),
        "satuan": inert(row["satuan"], longest=rows.NARROW_WORD),
        "basis": inert(row["basis"], longest=NARROW),
        "category": told["category"] if row["category"] else "",
        "formula": inert(row["formula"]),
        "words": labelled(explained),
        "documents": [line for each in papers for line in paragraphs(each)],
    }


def labelled(explained: Iterable[tuple[str, str]]) -> list[str]:
    found = ((label, " ".join(paragraphs(text))) for label, text in explained)
    return [f"{label}: {text}" for label, text in found if text]


def control(snapshot: Mapping, clock: words.Clock) -> dict:
    """Print the Lembar Kendali SOP up to the approval, by positions and never by name."""
    told = snapshot["control"]
    return {
        "facts": facts((("Periode", snapshot["period"]), ("SOP", snapshot["sop"]))),
        "rounds": [control_round(each, clock) for each in told["rounds"]],
        "fillings": [filling(each, clock) for each in told["fillings"]],
        "sign": sign(told, "title", "name"),
    }


def control_round(each: Mapping, clock: words.Clock) -> list[str]:
    section = f", {each['section']}" if each["section"] else ""
    times = (stacked(clock, each[name]) for name in ("arrived_at", "started_at", "finished_at"))
    return [
        str(each["step"]),
        inert(f"{each['step_title']}{section}", longest=NARROW),
        inert(each["actor"], longest=NARROW),
        f"{each['round']}" + (f", edisi {each['edition']}" if each["edition"] > 1 else ""),
        *times,
        *(inert(each[name]) for name in ("waited", "worked", "standard")),
        inert("; ".join(each["remarks"]), longest=NARROW),
    ]


def stacked(clock: words.Clock, moment: str | None) -> str:
    """Write a moment for a narrow column: the day, and the time beneath it."""
    day, gap, time = clock.short_moment(moment).rpartition(words.TOGETHER)
    return f"{day}\n{time}" if gap else time


def filling(each: Mapping, clock: words.Clock) -> list[str]:
    times = (clock.short_moment(each[name]) for name in ("since", "handed_in_at"))
    ends = (inert(each["spent"]), clock.short_moment(each["due"]), inert(each["remark"]))
    return [inert(each["section"], longest=NARROW), *times, *ends]


def facts(listed: Iterable[tuple[str, str]]) -> list[dict]:
    return [{"label": label, "text": inert(text)} for label, text in listed]


def written(day: str | None) -> str:
    return words.written_day(day) if day else ""
