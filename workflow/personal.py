"""All that is kept about one person, as a file for that person: JSON in a zip."""

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Q

from kinerja.models import JournalEntry, User
from kinerja.signin import history
from workflow.models import Forwarding

ACCOUNT = ("username", "name", "identity_kind", "identity_number", "rank", "email", "is_active")
MOMENTS = ("date_joined", "last_login", "password_set_at")


def export(user: User, *, at: datetime) -> bytes:
    """Write what is kept about the person; the password, which nobody can read, is not in it."""
    parts = {
        "akun": account(user),
        "penugasan": assignments(user),
        "masuk": sign_ins(user),
        "catatan_riwayat": entries(user),
        "lembar_disposisi": sheets(user),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
        about = {"dibuat_pada": at.isoformat(), "isi": {k: len(v) for k, v in parts.items()}}
        for name, content in {"keterangan": about, **parts}.items():
            text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
            bundle.writestr(f"{name}.json", text)
    return file.getvalue()


def account(user: User) -> dict:
    said = {name: getattr(user, name) for name in ACCOUNT}
    return said | {name: moment(getattr(user, name)) for name in MOMENTS}


def assignments(user: User) -> list[dict]:
    held = user.assignments.select_related("position__unit", "unit", "section")
    return [
        {
            "jabatan": each.title,
            "perangkat_daerah": str(each.unit or each.position.unit),
            "seksi": str(each.section or ""),
            "peran": each.get_role_display(),
            "surat": each.letter,
            "mulai": each.start,
            "berakhir": each.end,
        }
        for each in held.order_by("start", "pk")
    ]


def sign_ins(user: User) -> dict[str, list[dict]]:
    return {
        word: [{"saat": moment(row.attempt_time), "alamat": row.ip_address} for row in rows]
        for word, rows in (
            ("berhasil", history.sign_ins(user)),
            ("gagal", history.failures(user)),
        )
    }


def entries(user: User) -> list[dict]:
    """List the journal's entries by the person, as they were written."""
    own = JournalEntry.objects.filter(person=user).order_by("moment", "pk")
    return [json.loads(text) for text in own.values_list("text", flat=True).iterator()]


def sheets(user: User) -> list[dict]:
    """List the links of sheets that the person passed on, read or answered."""
    own = Forwarding.objects.filter(Q(by=user) | Q(read_by=user) | Q(acted_by=user))
    return [
        {
            "lembar": link.sheet.number,
            "dari": link.from_title,
            "nama": link.from_name,
            "kepada": link.to_title,
            "catatan": link.note,
            "jawaban": link.answer,
            "diteruskan": moment(link.at),
            "dibaca": moment(link.read_at),
            "ditindaklanjuti": moment(link.acted_at),
        }
        for link in own.select_related("sheet").order_by("at", "pk")
    ]


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
