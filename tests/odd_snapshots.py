"""Snapshots whose texts are more than text to some program somewhere."""

import chain_papers
import snapshots

# What people type, or paste, that some program somewhere reads as more than text.
ODD = (
    '#read("x") #import "/etc/passwd": * [*tebal*] _miring_ $x^2$ `kode` // bukan komentar',
    "<script>alert(1)</script> &amp; <b>tebal</b> {{ unit }} %s \\end{document}",
    "terbalik \u202eayak kinarap\u202c dan \u2067sisip\u2069 selesai",
    "rapat 🎉 keluarga 👨\u200d👩\u200d👧 中文 देवनागरी عربي",
    "kendali \x00\x07\x1b[31m\x85 dan \ufeff\ufffe dan \ue000 dan \ud800.",
    "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357algo" + "\u0301" * 60,
    "tanpaspasi" * 1000,
    "kalimat biasa yang panjang sekali " * 300,
    "=HYPERLINK(1) \t tab \r\n baris baru \n\n\n lagi",
)


def explained(text: str) -> dict:
    """Explain a row in odd words."""
    return {"words": snapshots.words(drivers=text, obstacles=text, follow_up=text)}


def odd(**fields) -> dict:
    """Make a snapshot whose every free text is odd."""
    rows = [
        snapshots.row(
            f"1.{at + 1}", indicator=text, satuan=text[:40], evidence_note=text, **explained(text)
        )
        for at, text in enumerate(ODD)
    ]
    rows[0]["evidence"] = [snapshots.document() | {"title": text} for text in ODD]
    rows[1] = snapshots.row("1.2", realised=None, indicator=ODD[1]) | {
        "reading": snapshots.reading(
            None, status="not_yet", status_words="belum tersedia", reason=ODD[3]
        )
    }
    goal = {"number": 1, "text": ODD[0], "rows": rows, "mean": snapshots.averaged(rows)}
    goals = [goal | {"words": snapshots.words(follow_up="\n".join(ODD))}]
    goals.append(goal | {"number": 2, "text": ODD[6], "words": snapshots.words(), "rows": rows[:1]})
    told = {
        "unit": f"Kecamatan {ODD[0]}",
        "objectives": goals,
        "register_number": ODD[3],
        "remarks": list(ODD),
        "corrections": [
            snapshots.correction(
                "1.1", reason=text, answer_text=text, by=text, capacity=text, answered_by=text
            )
            for text in ODD
        ],
        "late": [snapshots.late("1.1", indicator=text) | {"period": text[:90]} for text in ODD],
        "signatories": [snapshots.signatory(text, text, text, text, text) for text in ODD],
        "steps": [
            each | {"name": text, "capacity": text, "section": text, "title": text}
            for each, text in zip(snapshots.steps() * 3, ODD, strict=False)
        ],
    }
    return snapshots.snapshot(1, **told | odd_chain() | fields)


def odd_chain() -> dict:
    """Make the papers of a chain whose every free text is odd."""
    orders = [
        chain_papers.order(
            subject=text,
            agenda_number=text[:100],
            letter_number=text[:100],
            forwardings=[
                chain_papers.forwarding(note=text, answer=text, to_title=text, from_title=text)
            ],
        )
        for text in ODD
    ]
    letters = [chain_papers.letter(text, what=text, title=text, name=text) for text in ODD]
    rounds = [chain_papers.control_round(actor=text, remarks=[text, text]) for text in ODD]
    fillings = [chain_papers.filling(section=text) for text in ODD]
    return {
        "regency": ODD[3],
        "agreement": ODD[6],
        "sop": ODD[1],
        "zone": {"name": ODD[0], "word": ODD[2][:12], "offset": 420},
        "sheets": orders,
        "letters": letters,
        "control": chain_papers.control(rounds, fillings=fillings, title=ODD[7], name=ODD[3]),
    }
