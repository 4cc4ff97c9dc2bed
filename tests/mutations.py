"""Changes that somebody makes who has the database's password and the server's disk."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from django.db import IntegrityError, connection, models, transaction

from kinerja import evidence
from kinerja.models import Explanation, JournalEntry, Realisation, StoredFile
from workflow import archive
from workflow.models import (
    ArchiveCopy,
    ArchiveDescription,
    PaperCopy,
    Receipt,
    SectionForm,
    SignedCopy,
    State,
    Submission,
    SupersededMark,
)

# The columns that verify answers for, by what they are: of the journal and the archive all of them.
ENTRY = ("number", "person_id", "name", "capacity", "moment", "verb", "before", "after", "note")
ENTRY += ("text", "hash")
COPY = ("edition", "register_number", "snapshot", "sha256", "code", "file_name", "file_sha256")
COPY += ("file_size", "template", "typst", "supersedes_id", "sealed_at", "sealed_by_id")
CELL = ("status", "value", "reason", "source", "entered_at", "entered_by_id")
WORDS = ("drivers", "obstacles", "follow_up", "evidence_note", "written_at", "written_by_id")
FINAL = ("version", "confirmed_at", "confirmed_by_id")
RECORD = ("state", "edition", "edition_began")
# What was filed beside archives: every column of it, but the keys of the rows themselves.
FILED = {
    model: tuple(
        field.column
        for field in model._meta.concrete_fields
        if field.column not in ("id", "submission_id", "evidence_id", "replaces_id")
    )
    for model in (ArchiveDescription, PaperCopy, Receipt, SignedCopy, SupersededMark)
}


@dataclass(frozen=True)
class Mutation:
    """One change, said so that a failure can be read; `undo` is for what no rollback undoes."""

    name: str
    undo: Callable[[], None] = lambda: None
    kind: str = ""


def mutate(random: Random) -> Mutation:
    """Make one change at random of one of the kinds; what the database refuses is drawn again."""
    while True:
        kind = random.choice(KINDS)
        try:
            with transaction.atomic():
                return replace(kind(random), kind=kind.__name__)
        except IntegrityError:
            continue


def any_row(random: Random, model: type[models.Model], **where) -> models.Model:
    return random.choice(list(model.objects.filter(**where).order_by("pk")))


def set_column(random: Random, row: models.Model, columns: tuple[str, ...]) -> Mutation:
    """Give a column another value of its kind."""
    name = random.choice(columns)
    value = other(random, row, name)
    table, place = row._meta.db_table, f"{row._meta.db_table} {row.pk}"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, row.pk])
    return Mutation(f"{place}: {name} = {value!r}"[:200])


def other(random: Random, row: models.Model, name: str) -> object:
    field, now = row._meta.get_field(name.removesuffix("_id")), getattr(row, name)
    if name in STATES:
        return random.choice([each for each in STATES[name](row) if each != now])
    if field.choices:
        return random.choice([value for value, _ in field.choices if value != now])
    if isinstance(field, models.ForeignKey):
        keys = list(field.related_model.objects.exclude(pk=now).values_list("pk", flat=True))
        return random.choice(keys)
    if isinstance(field, models.DateTimeField):
        base = now or JournalEntry.objects.latest("pk").moment
        return base + timedelta(seconds=random.choice((-1, 1, 60)))
    if isinstance(field, models.DateField):
        return (now + timedelta(days=random.choice((-1, 1)))).isoformat()
    if isinstance(field, models.DecimalField):
        return (now or Decimal(0)) + random.randint(1, 9)
    if isinstance(field, models.IntegerField):
        return (now or 0) + random.randint(1, 9)
    if isinstance(field, models.JSONField) and isinstance(now, list):
        return json.dumps([*now, random.choice(("lain", {}, 1))])
    if isinstance(field, models.JSONField):
        return json.dumps({**now, random.choice(("rows", "state", "lain")): "lain"})
    return changed_text(random, now or "")


def changed_text(random: Random, text: str) -> str:
    """Change, take or add one sign."""
    at = random.randrange(len(text)) if text else 0
    return random.choice(
        (
            lambda: f"{text[:at]}{'y' if text[at : at + 1] == 'x' else 'x'}{text[at + 1 :]}",
            lambda: text[:at] + text[at + 1 :] if text else "x",
        )
    )()


STATES = {
    "state": lambda row: State.values,
    "status": lambda row: ["not_measured"],
    "source": lambda row: Realisation.Source.values,
}


def entry_changed(random: Random) -> Mutation:
    return set_column(random, any_row(random, JournalEntry), ENTRY)


def entry_removed(random: Random) -> Mutation:
    return removed(any_row(random, JournalEntry))


def archive_changed(random: Random) -> Mutation:
    return set_column(random, any_row(random, ArchiveCopy), COPY)


def value_changed(random: Random) -> Mutation:
    cell = any_row(random, Realisation)
    return changed_cell(random, cell)


def changed_cell(random: Random, cell: Realisation) -> Mutation:
    columns = CELL + (FINAL if cell.confirmed_at else ())
    name = random.choice(columns)
    if name != "status":
        return set_column(random, cell, (name,))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kinerja_realisation SET status = 'not_measured', value = NULL, reason = 'x' "
            "WHERE id = %s",
            [cell.pk],
        )
    return Mutation(f"kinerja_realisation {cell.pk}: not measured any more")


def value_removed(random: Random) -> Mutation:
    return removed(any_row(random, Realisation))


def words_changed(random: Random) -> Mutation:
    words = any_row(random, Explanation)
    columns = [name for name in WORDS if name != "evidence_note" or words.line_id]
    return set_column(random, words, tuple(columns))


def record_changed(random: Random) -> Mutation:
    return set_column(random, any_row(random, Submission), RECORD)


def form_changed(random: Random) -> Mutation:
    form = any_row(random, SectionForm)
    states = [each for each in ("prepared", "distributed", "returned") if each != form.state]
    state = random.choice(states)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workflow_sectionform SET state = %s WHERE id = %s", [state, form.pk])
    return Mutation(f"workflow_sectionform {form.pk}: {state}")


def filed_changed(random: Random) -> Mutation:
    model = random.choice(list(FILED))
    return set_column(random, any_row(random, model), FILED[model])


def filed_removed(random: Random) -> Mutation:
    return removed(any_row(random, random.choice(list(FILED))))


def removed(row: models.Model) -> Mutation:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
    return Mutation(f"{row._meta.db_table} {row.pk}: removed")


def report_changed(random: Random) -> Mutation:
    copy = any_row(random, ArchiveCopy)
    return file_changed(random, archive.located(copy.file_name))


def signed_copy_changed(random: Random) -> Mutation:
    return file_changed(random, archive.located(any_row(random, SignedCopy).file_name))


def document_changed(random: Random) -> Mutation:
    return file_changed(random, evidence.located(any_row(random, StoredFile).stored_name))


def file_changed(random: Random, path) -> Mutation:
    """Change a byte, cut the end off, add to it, or take the file away."""
    before, mode = path.read_bytes(), path.stat().st_mode
    at = random.randrange(len(before))
    changed = random.choice(
        (
            before[:at] + bytes([before[at] ^ random.randint(1, 255)]) + before[at + 1 :],
            before[:at],
            before + b"\n",
            None,
        )
    )
    path.unlink()
    if changed is not None:
        path.write_bytes(changed)

    def undo() -> None:
        path.unlink(missing_ok=True)
        path.write_bytes(before)
        path.chmod(mode)

    return Mutation(f"{path.name}: byte {at} of {len(before)}", undo)


KINDS = (
    entry_changed,
    entry_removed,
    archive_changed,
    value_changed,
    value_removed,
    words_changed,
    record_changed,
    form_changed,
    filed_changed,
    filed_removed,
    report_changed,
    signed_copy_changed,
    document_changed,
)
