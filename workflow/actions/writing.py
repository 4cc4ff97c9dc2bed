"""What every act that writes values shares: the lines it may write, and the answers to people."""

from collections.abc import Mapping

from kinerja import recording
from kinerja.models import Explanation, Line
from kinerja.recording import Changes, Entry, Text
from workflow.actions.door import Act
from workflow.refused import Incomplete, Stale

OBJECTIVE_KEY = "sasaran-"


def objective_key(number: int) -> str:
    """Name a sasaran among the keys of explanations, beside the codes of lines."""
    return f"{OBJECTIVE_KEY}{number}"


def asked_lines(act: Act) -> dict[str, Line]:
    """List the record's asked lines by code."""
    record = act.submission
    lines = Line.objects.filter(agreement=record.agreement).select_related("objective")
    return {line.code: line for line in lines if line.is_measured_in(record.period)}


def write_values(
    act: Act,
    values: Mapping[str, Entry],
    texts: Mapping[str, Text],
    *,
    lines: Mapping[str, Line],
    edition: int | None = None,
) -> Changes:
    """Write values and explanations of these lines, into the record's edition or another.

    Raises Incomplete or Stale.
    """
    subjects = explained(texts, lines)
    unknown = [code for code in (*values, *texts) if code not in lines and code not in subjects]
    if unknown:
        raise Incomplete(
            f"Baris {', '.join(sorted(set(unknown)))} tidak terbuka untuk diisi di sini.",
            errors=dict.fromkeys(unknown, "Baris ini tidak terbuka untuk diisi di sini."),
        )
    record = act.submission
    where = {
        "period": record.period,
        "edition": edition or record.edition,
        "by": act.by,
        "at": act.at,
    }
    try:
        cells = recording.write(lines, values, **where) if values else Changes()
        words = recording.explain(texts, subjects, **where) if texts else Changes()
    except recording.Unfit as misfit:
        raise Incomplete("Ada isian yang belum dapat diterima.", errors=misfit.errors) from misfit
    except recording.Overtaken as late:
        raise overtaken(late) from late
    return joined(cells, words)


def explained(texts: Mapping[str, Text], lines: Mapping[str, Line]) -> dict[str, Explanation]:
    """Lead from each key of the texts to the row that explains its line or its sasaran."""
    objectives = {objective_key(line.objective.number): line.objective for line in lines.values()}
    subjects = {key: Explanation(objective=objectives[key]) for key in texts if key in objectives}
    return subjects | {key: Explanation(line=lines[key]) for key in texts if key in lines}


def overtaken(late: recording.Overtaken) -> Stale:
    return Stale(
        f"Orang lain mengubah baris {', '.join(late.codes)} setelah halaman ini dibuka. "
        "Nilai terbaru dan yang Anda ketik tampil berdampingan.",
        errors=dict.fromkeys(late.codes, "Sudah diubah orang lain; periksa lalu simpan lagi."),
    )


def joined(cells: Changes, words: Changes) -> Changes:
    """Lay the changes of values and of explanations together, row by row."""
    before = {code: dict(parts) for code, parts in cells.before.items()}
    after = {code: dict(parts) for code, parts in cells.after.items()}
    for key in words.after:
        before.setdefault(key, {}).update(words.before[key])
        after.setdefault(key, {}).update(words.after[key])
    return Changes(before, after, cells.versions)
