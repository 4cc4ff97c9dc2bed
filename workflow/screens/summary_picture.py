"""Ringkasan as a picture for the office's chat group."""

from kinerja import picture
from kinerja.summary import Missed
from kinerja.templatetags.office import figure, percent
from workflow.screens.summary import Ringkasan, late_words

# A picture is read on a phone: longer explanations are cut, and stand in full on the page.
LONGEST = 220
MOST_LATE = 6


def draw(shown: Ringkasan) -> bytes:
    """Draw the summary as PNG; the same summary gives the same bytes."""
    summary = shown.summary
    more_late = len(shown.late) - MOST_LATE
    return picture.draw(
        "print/summary.typ",
        {
            "heading": shown.heading,
            "unit": f"{shown.unit.name}, {shown.unit.regency}",
            "is_final": summary.is_final,
            "word": summary.word,
            "state": shown.state,
            "counts": [
                {"number": str(number), "word": word}
                for number, word in (
                    (summary.reached, "tercapai"),
                    (summary.missed, "tidak tercapai"),
                    (summary.unknown, "belum ada data"),
                )
            ],
            "reasons": list(summary.reasons),
            "average": shown.average_words,
            "worst": [worded(each) for each in summary.worst],
            "worst_head": shown.worst_head,
            "more": f"dan {summary.more_missed} lainnya" if summary.more_missed else "",
            "late": [late_words(each) for each in shown.late[:MOST_LATE]]
            + ([f"dan {more_late} lainnya"] if more_late > 0 else []),
            "scale": scale(shown),
        },
    )


def worded(missed: Missed) -> dict[str, str]:
    row = missed.row
    has_percent = row.achievement is not None
    word = f" {row.category.label}" if row.category else ""
    bounds = f"{figure(row.target)}{'' if row.upper is None else f'–{figure(row.upper)}'}"
    return {
        "indicator": f"{row.code} {row.indicator}",
        "figure": f"{percent(row.achievement)}{word}" if has_percent else row.no_number,
        "of": f"realisasi {figure(row.realised)}, target {bounds}",
        "obstacles": cut(missed.words.obstacles),
        "follow_up": cut(missed.words.follow_up),
    }


def cut(text: str) -> str:
    """Shorten a text to what a phone shows; an empty one is said to be."""
    plain = " ".join(text.split()) or "belum ditulis"
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def scale(shown: Ringkasan) -> str:
    table = shown.summary.table
    return f"Capaian terhadap target {table.period.up_to}. Skala: {table.policy.scale_words}."
