"""The measurement table as it is printed: every figure already a text, with how it came about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kinerja.report.texts import inert, paragraphs
from kinerja.report.words import bounds, figure, percent, written_day

# A row with longer texts than this may be broken over two pages.
SHORT = 400
NARROW_WORD = 11
WORDS = (
    ("drivers", "Faktor pendorong"),
    ("obstacles", "Faktor penghambat"),
    ("follow_up", "Tindak lanjut"),
)


def objective(content: Mapping) -> dict:
    """Print one sasaran with its rows and its mean."""
    number = content["number"]
    return {
        "number": number,
        "text": inert(content["text"]),
        "rows": [row(each) for each in content["rows"]],
        "mean": mean(content["mean"], f"Rata-rata capaian sasaran {number}"),
    }


def row(content: Mapping) -> dict:
    """Print one row; one that is not asked in this period says when it is measured."""
    shared = {
        "code": inert(content["code"], longest=6),
        "indicator": inert(content["indicator"]),
        "satuan": inert(content["satuan"], longest=NARROW_WORD),
        "asked": content["asked"],
    }
    if not content["asked"]:
        told = {"notes": [], "instead": f"diukur pada {inert(content['schedule'])}"}
    else:
        told = figures(content) | {"notes": [inert(note) for note in notes(content)]}
    printed = shared | told
    length = len(printed["indicator"]) + sum(map(len, printed["notes"]))
    return printed | {"whole": length < SHORT}


def figures(content: Mapping) -> dict:
    icon, label = content["icon"] or "", content["category"] or "–"
    return {
        "target": inert(bounds(content["target"], content["upper"])),
        "realised": inert(realised(content)),
        "achievement": percent(content["achievement"]),
        "category": inert(f"{icon} {label}", longest=NARROW_WORD),
    }


def realised(content: Mapping) -> str:
    """Give the figure that is judged; without one the status takes its place."""
    reading = content["reading"]
    if content["realised"] is None and reading and reading["status"] != "measured":
        return reading["status_words"]
    return figure(content["realised"])


def notes(content: Mapping) -> Iterator[str]:
    """List what belongs under a row: what is measured, and each figure's formula."""
    formula = f"Capaian: {content['formula']}"
    yield " · ".join(filter(None, (content["kind_words"], content["basis"], formula)))
    if content["realised_formula"]:
        yield f"Realisasi: {content['realised_formula']}"
    if content["year"]:
        yield year_progress(content["year"])
    yield from reasons(content["reading"])
    if content["evidence_note"]:
        yield f"Catatan dokumen: {content['evidence_note']}"
    if not content["complete"]:
        yield "Belum lengkap: ada triwulan sebelumnya tanpa angka."


def year_progress(year: Mapping) -> str:
    target = bounds(year["target"], year["upper"])
    return f"Kemajuan tahunan: {year['formula']} (target tahun {target})"


def reasons(reading: Mapping | None) -> Iterator[str]:
    """Say why there is no number, until when, and where a number that was typed came from."""
    if reading is None:
        return
    if reading["status"] not in ("", "measured"):
        promised = reading["promised_on"]
        until = f"; dijanjikan {written_day(promised)}" if promised else ""
        yield f"{reading['status_words'].capitalize()}: {reading['reason']}{until}"
    elif reading["source"] not in ("", "section"):
        reason = f": {reading['reason']}" if reading["reason"] else ""
        yield f"Sumber {reading['source_words']}{reason}"


def mean(content: Mapping, name: str) -> str:
    """Write an average with the rows that it leaves out: they are counted, never hidden."""
    left = content["left_out"]
    without = f"; {left} baris tanpa angka tidak dihitung" if left else ""
    return f"{name}: {percent(content['percent'])} (dari {content['counted']} baris{without})"


def late(content: Mapping) -> dict:
    """Print a value that came in late, under the period that it belongs to."""
    return row(content) | {"period": inert(content["period"])}


def explained(objectives: Iterable[Mapping]) -> list[dict]:
    """List the explanations per sasaran, and beneath each those of its rows."""
    return [
        {
            "number": each["number"],
            "text": inert(each["text"]),
            "words": words(each["words"]),
            "rows": [
                {"name": inert(f"{row['code']} {row['indicator']}"), "words": words(row["words"])}
                for row in each["rows"]
                if row["asked"] and any(row["words"].values())
            ],
        }
        for each in objectives
    ]


def words(content: Mapping) -> list[dict]:
    found = ((label, paragraphs(content[name])) for name, label in WORDS)
    return [{"label": label, "lines": lines} for label, lines in found if lines]


def summary(objectives: Iterable[Mapping]) -> list[dict]:
    """Count the rows by how they stand."""
    rows = [row for each in objectives for row in each["rows"]]
    counts = Counter(standing(row) for row in rows)
    return [{"label": label, "count": counts[label]} for label in STANDINGS if counts[label]]


STANDINGS = ("Tercapai", "Tidak tercapai", "Tanpa angka", "Tidak diukur pada periode ini")


def standing(content: Mapping) -> str:
    reached, not_reached, no_number, not_asked = STANDINGS
    if not content["asked"]:
        return not_asked
    return {True: reached, False: not_reached, None: no_number}[content["reached"]]
