"""Dokumen pendukung: attached, replaced and removed by who may write the rows that they support."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kinerja import evidence as documents
from kinerja.evidence import Kept
from kinerja.models import Evidence, EvidenceRow, JournalEntry, Line, User
from kinerja.templatetags.office import short_moment
from workflow.actions.door import Act, begin_step, door, what_happened
from workflow.actions.filling import form_happened, section_lines
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.models import SectionForm, State, Submission
from workflow.refused import Incomplete, NotNow


def attach(
    submission: Submission,
    *,
    rows: Iterable[str],
    file: Kept | None = None,
    link: str = "",
    title: str = "",
    form: SectionForm | None = None,
    scan_of: SectionForm | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Attach a kept file, or a link, to rows by code; `title` is the file's own name.

    With `form` the section attaches to its own rows, without it step 2 to any. `scan_of` says
    whose signed paper form the file shows: it stands for all of that form's rows.

    Raises Incomplete, NotYours or NotNow.
    """
    given = Given(file, documents.link_of(link) if link else "", title, scan_of)
    with door("attach", submission, form=form, step=1 if form else 2, by=by, at=at) as act:
        cells = open_cells(act)
        if scan_of:
            cells = replace(cells, lines=form_lines(act, cells.lines, scan_of))
            rows = cells.lines
        return act.write_down(after=supported(act, given, cells, rows)[1])


@dataclass(frozen=True)
class Cells:
    """The cells that a person may write now: their lines by code, in one edition."""

    lines: dict[str, Line]
    edition: int


@dataclass(frozen=True)
class Given:
    """What a person gives as a document."""

    file: Kept | None
    link: str
    title: str
    scan_of: SectionForm | None

    def __post_init__(self) -> None:
        if bool(self.file) == bool(self.link):
            raise Incomplete("Pilih berkas, atau tempel tautan.")

    def is_same_as(self, other: Evidence) -> bool:
        if self.file is None or other.file is None:
            return bool(self.link) and self.link == other.link
        return self.file.sha256 == other.file.sha256

    @property
    def name(self) -> str:
        return documents.title_of(self.title) if self.title else self.link[:200] or "tanpa nama"


def open_cells(act: Act) -> Cells:
    """List what the person may write now; step 2 begins with its first act."""
    return Cells(open_lines(act), act.submission.edition)


def open_lines(act: Act) -> dict[str, Line]:
    if act.form:
        if not act.form.is_fillable:
            raise NotNow(form_happened(act.form))
        return section_lines(act)
    if act.submission.state != State.ENTERING:
        raise NotNow(what_happened(act.submission))
    begin_step(act, 2)
    act.submission.standing.entering_round = act.run.round
    returned = act.submission.standing.returned_lines
    lines = asked_lines(act)
    return {code: line for code, line in lines.items() if not returned or line.pk in returned}


def chosen_lines(lines: Mapping[str, Line], rows: Iterable[str]) -> dict[str, Line]:
    rows = list(dict.fromkeys(rows))
    if not rows:
        text = "Pilih baris yang didukung dokumen ini."
        raise Incomplete(text, errors={"rows": text})
    closed = [code for code in rows if code not in lines]
    if closed:
        text = "Baris ini tidak terbuka untuk dilampiri di sini."
        raise Incomplete(f"{', '.join(closed)}: {text}", errors=dict.fromkeys(closed, text))
    return {code: lines[code] for code in rows}


def form_lines(act: Act, lines: Mapping[str, Line], form: SectionForm) -> dict[str, Line]:
    """List the rows that a scan of a form stands for: all of its section's that are open."""
    is_own = act.form is None or act.form.pk == form.pk
    of_form = {code: line for code, line in lines.items() if line.section_id == form.section_id}
    if not is_own or form.submission_id != act.submission.pk or not of_form:
        raise Incomplete(f"Baris {form.section} tidak terbuka untuk dilampiri di sini.")
    return of_form


def supported(
    act: Act, given: Given, cells: Cells, rows: Iterable[str]
) -> tuple[Evidence, dict[str, str]]:
    """Write the document for rows by code; give it, and what the journal says of it."""
    chosen = chosen_lines(cells.lines, rows)
    held = held_by(act, chosen.values(), edition=cells.edition)
    return written(act, given, without_doubles(given, chosen, held), edition=cells.edition)


def without_doubles(
    given: Given, lines: Mapping[str, Line], held: Iterable[EvidenceRow]
) -> dict[str, Line]:
    """Leave out the rows that have these very bytes, or this link, already."""
    same = {row.line_id for row in held if given.is_same_as(row.evidence)}
    left = {code: line for code, line in lines.items() if line.pk not in same}
    if not left:
        raise Incomplete(f"“{given.name}” sudah terlampir pada baris itu.")
    return left


def held_by(
    act: Act, lines: Iterable[Line], *, edition: int, or_of: Evidence | None = None
) -> list[EvidenceRow]:
    """List what supports these lines now and, for a document, whatever else stands of it."""
    place = {"period": act.submission.period, "edition": edition}
    rows = documents.standing((line.pk for line in lines), **place)
    return list(rows | documents.ever(or_of) if or_of else rows)


def written(
    act: Act, given: Given, lines: Mapping[str, Line], *, edition: int
) -> tuple[Evidence, dict[str, str]]:
    """Write the document; give it, and what the journal says of it."""
    record = act.submission
    made = documents.attach(
        [line.pk for line in lines.values()],
        unit=record.unit,
        period=record.period,
        edition=edition,
        title=given.name,
        file=given.file,
        link=given.link,
        section=given.scan_of.section if given.scan_of else None,
        by=act.by,
        at=act.at,
    )
    return made, described(act, made, sorted(lines))


def described(act: Act, evidence: Evidence, codes: Iterable[str]) -> dict[str, str]:
    """Say what a document is and which rows it supports, as the journal keeps it."""
    told = {"title": evidence.title, "supports": ", ".join(codes)}
    told |= {"sha256": evidence.file.sha256} if evidence.file else {"link": evidence.link}
    if evidence.section:
        told["scan_of"] = evidence.section.name
    return told | ({"form": act.form.section.name} if act.form else {})


def replace_evidence(
    submission: Submission,
    evidence: Evidence,
    *,
    file: Kept | None = None,
    link: str = "",
    title: str = "",
    reason: str,
    form: SectionForm | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Put another document in the place of one, on the rows open to the person; neither removes it.

    It stays readable, marked with who and why; only what no form was ever handed in with goes,
    with its bytes. Raises Incomplete, NotYours or NotNow.
    """
    verb, link = "replace_evidence", documents.link_of(link) if link else ""
    with door(verb, submission, form=form, step=1 if form else 2, by=by, at=at) as act:
        given = Given(file, link, title, scan_of=None) if file or link else None
        return freed(act, evidence, given, open_cells(act), reason=reason)[0]


def freed(
    act: Act, evidence: Evidence, given: Given | None, cells: Cells, *, reason: str
) -> tuple[JournalEntry, list[str]]:
    """Free the open rows of a document, for another where one is given; give the rows' codes."""
    require_reason(reason)
    held = held_by(act, cells.lines.values(), edition=cells.edition, or_of=evidence)
    rows = rows_to_free(act, evidence, cells, held)
    free = {row.line_id for row in rows}
    lines = {code: line for code, line in cells.lines.items() if line.pk in free}
    before, made, after = described(act, rows[0].evidence, sorted(lines)), None, {}
    is_unseen = nobody_relied(act, evidence, rows, held)
    if is_unseen:
        documents.forget(evidence)
    if given:
        now = [row for row in held if stands(cells, row)]
        lines_left = without_doubles(given, lines, now)
        made, after = written(act, given, lines_left, edition=cells.edition)
    if not is_unseen:
        why = {"reason": reason.strip(), "replaced_by": made}
        documents.remove(rows, **why, by=act.by, at=act.at)
    told = after or {"removed": before["title"]}
    return act.write_down(before=before, after=told, note=reason.strip()), sorted(lines)


def stands(cells: Cells, row: EvidenceRow) -> bool:
    return row.removed_at is None and row.edition == cells.edition


def rows_to_free(
    act: Act, evidence: Evidence, cells: Cells, held: Iterable[EvidenceRow]
) -> list[EvidenceRow]:
    """List the rows that the document supports now and the person may write."""
    open_now = {line.pk for line in cells.lines.values()}
    of_it = [row for row in held if row.evidence_id == evidence.pk and row.line_id in open_now]
    rows = [row for row in of_it if stands(cells, row)]
    if not rows or evidence.period_id != act.submission.period_id:
        raise NotNow(gone(evidence))
    return rows


def gone(evidence: Evidence) -> str:
    """Say why a document has no row that the person may write."""
    last = evidence.rows.exclude(removed_at=None).select_related("removed_by").last()
    if last is None:
        return f"Baris yang didukung “{evidence.title}” tidak terbuka bagi Anda."
    when = short_moment(last.removed_at)
    return f"“{evidence.title}” sudah diganti atau dilepas oleh {last.removed_by.name}, {when}."


def nobody_relied(
    act: Act, evidence: Evidence, rows: list[EvidenceRow], held: Iterable[EvidenceRow]
) -> bool:
    """Say whether nobody beyond the section can have relied on the document."""
    if act.form is None or act.form.handed_in_at or act.submission.edition > 1:
        return False
    of_it = [row for row in held if evidence.pk in (row.evidence_id, row.replaced_by_id)]
    return len(of_it) == len(rows)
