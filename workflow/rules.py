"""When each verb is offered, and to whom: a row per verb."""

from dataclasses import dataclass

from kinerja.models import Role
from workflow.models import BEFORE_APPROVAL, State


@dataclass(frozen=True)
class Rule:
    """When a verb is offered and to whom: the actor of an SOP step, or roles beside him."""

    label: str
    told: str
    states: tuple[State, ...]
    step: int
    or_steps: tuple[int, ...] = ()
    also: tuple[Role, ...] = ()
    by_named_people: bool = False
    by_addressee: bool = False
    by_answered: bool = False
    by_superior_alone: bool = False
    works: bool = False
    ends: bool = False
    resumes: bool = False


FILLING = (State.DISTRIBUTING, State.ENTERING)
# Where the paper of an edition gone by can be.
AFTER_FILLING = (State.ENTERING, State.REVIEWING, State.ARCHIVING, State.ARCHIVED)
LIVING = tuple(state for state in State if state != State.CANCELLED)

# label: the word on the button; told: what the journal says of it; works: the act starts its step;
# ends: it also finishes that round, always, and so is the only one to save it; resumes: it starts
# nothing, but whoever holds the step and does it is not in a pause.
RULES = {
    "open_submission": Rule("Buka periode", "membuka berkas", (), 2),
    # Also at step 2: a section may be asked only since the record took a later agreement version.
    "order_form": Rule("Perintahkan", "memerintahkan penyiapan formulir", FILLING, 1, works=True),
    "distribute_form": Rule(
        "Distribusikan",
        "mendistribusikan formulir",
        FILLING,
        1,
        by_named_people=True,
        works=True,
        ends=True,
    ),
    "give_standing_order": Rule("Berikan", "memberi perintah tetap", (), 1),
    "revoke_standing_order": Rule("Cabut", "mencabut perintah tetap", (), 1),
    "record_disruption": Rule("Catat gangguan", "mencatat gangguan kerja", (), 2),
    "confirm_disruption": Rule("Benarkan", "membenarkan gangguan kerja", (), 3),
    "withdraw_disruption": Rule("Cabut", "mencabut gangguan kerja", (), 2, or_steps=(3,)),
    "reassign": Rule("Ganti petugas", "mengganti petugas pengisi", FILLING, 1, resumes=True),
    "skip_form": Rule(
        "Lanjut tanpa formulir",
        "melewati formulir seksi",
        FILLING,
        2,
        or_steps=(3,),
        resumes=True,
    ),
    "fill": Rule("Simpan", "mengisi formulir", FILLING, 1, by_named_people=True),
    "hand_in": Rule("Serahkan", "menyerahkan formulir", FILLING, 1),
    "take_back": Rule("Tarik kembali", "menarik kembali formulir", FILLING, 1),
    "return_form": Rule(
        "Kembalikan ke seksi", "mengembalikan formulir ke seksi", (State.ENTERING,), 2, works=True
    ),
    "adopt_agreement": Rule(
        "Pakai untuk berkas ini",
        "memakai perubahan perjanjian kinerja",
        FILLING,
        2,
        resumes=True,
    ),
    "start": Rule("Mulai", "memulai langkah", tuple(State), 0, by_named_people=True, works=True),
    "pause": Rule("Jeda", "mencatat jeda", tuple(State), 0, by_named_people=True, works=True),
    "resume": Rule(
        "Lanjutkan", "mengakhiri jeda", tuple(State), 0, by_named_people=True, works=True
    ),
    "extend": Rule("Perpanjang", "memperpanjang waktu", tuple(State), 0, by_superior_alone=True),
    "enter": Rule("Simpan", "menginput realisasi", (State.ENTERING,), 2, works=True),
    "explain": Rule("Simpan", "menulis penjelasan", (State.ENTERING,), 2, works=True),
    "attach": Rule("Lampirkan", "melampirkan dokumen", FILLING, 2, by_named_people=True),
    "replace_evidence": Rule(
        "Ganti atau lepas", "mengganti atau melepas dokumen", FILLING, 2, by_named_people=True
    ),
    "accept": Rule("Terima", "menerima baris", (State.ENTERING,), 2, works=True),
    "enter_late": Rule(
        "Simpan susulan", "menginput nilai susulan", (State.ARCHIVING, State.ARCHIVED), 2
    ),
    "attach_late": Rule(
        "Lampirkan", "melampirkan dokumen susulan", (State.ARCHIVING, State.ARCHIVED), 2
    ),
    "replace_late_evidence": Rule(
        "Ganti atau lepas",
        "mengganti atau melepas dokumen susulan",
        (State.ARCHIVING, State.ARCHIVED),
        2,
    ),
    "submit": Rule(
        "Kirim ke koreksi", "mengirim untuk dikoreksi", (State.ENTERING,), 2, works=True
    ),
    "withdraw": Rule("Tarik kembali", "menarik kembali kiriman", (State.REVIEWING,), 2),
    "check": Rule("Sesuai", "menyatakan sesuai", (State.REVIEWING,), 3, works=True),
    "note": Rule("Simpan catatan", "mencatat pada baris", (State.REVIEWING,), 3, works=True),
    "close_note": Rule("Tutup catatan", "menutup catatan", (State.REVIEWING,), 3, works=True),
    "correct": Rule("Simpan koreksi", "mengoreksi nilai", (State.REVIEWING,), 3, works=True),
    "answer": Rule(
        "Jawab koreksi",
        "menjawab koreksi",
        (State.ENTERING, State.REVIEWING, State.ARCHIVING),
        2,
    ),
    "send_back": Rule(
        "Kembalikan", "mengembalikan untuk diperbaiki", (State.REVIEWING,), 3, works=True
    ),
    "approve": Rule("Setujui", "menyetujui", (State.REVIEWING,), 3, works=True),
    "revoke_approval": Rule(
        "Batalkan persetujuan", "membatalkan persetujuan", (State.ARCHIVING,), 3
    ),
    "return_from_archiving": Rule(
        "Kembalikan ke koreksi", "mengembalikan ke koreksi", (State.ARCHIVING,), 4, works=True
    ),
    "seal": Rule("Segel", "menyegel arsip elektronik", (State.ARCHIVING,), 4, works=True),
    "file_copy": Rule(
        "Simpan salinan", "menyimpan salinan manual", (State.ARCHIVING,), 4, works=True
    ),
    "move_copy": Rule("Pindahkan", "memindahkan salinan manual", AFTER_FILLING, 4),
    "correct_description": Rule("Perbaiki data arsip", "memperbaiki data arsip", AFTER_FILLING, 4),
    "mark_superseded": Rule("Tandai DIGANTI", "menandai salinan manual DIGANTI", AFTER_FILLING, 4),
    # Signed outside while step 4 waits for the paper, or long after: it works at no step.
    "upload_signed": Rule(
        "Unggah salinan",
        "mengunggah salinan bertanda tangan",
        (State.ARCHIVING, State.ARCHIVED),
        4,
    ),
    "file_receipt": Rule(
        "Catat tanda terima",
        "mencatat tanda terima aplikasi luar",
        (State.ARCHIVING, State.ARCHIVED),
        4,
    ),
    "reopen": Rule("Buka kembali", "membuka kembali berkas", (State.ARCHIVING, State.ARCHIVED), 3),
    "cancel": Rule(
        "Batalkan berkas", "membatalkan berkas", BEFORE_APPROVAL, 3, also=(Role.ADMINISTRATOR,)
    ),
    "dispose": Rule("Beri disposisi", "memberi disposisi", LIVING, 0, also=(Role.LEADER,)),
    "forward": Rule("Teruskan", "meneruskan disposisi", LIVING, 0, by_addressee=True),
    "acknowledge": Rule(
        "Sudah saya baca", "membaca disposisi", LIVING, 0, by_addressee=True, by_answered=True
    ),
    "respond": Rule("Jawab", "menjawab disposisi", LIVING, 0, by_addressee=True),
    "file_agenda": Rule(
        "Simpan", "melengkapi kepala lembar disposisi", LIVING, 2, by_addressee=True
    ),
    # Whose they are follows from who held the position before and after: handing_over.parties.
    "release_duty": Rule("Saya menyerahkan", "menyerahkan tugas jabatan", (), 0),
    "receive_duty": Rule("Saya menerima", "menerima tugas jabatan", (), 0),
}

# Acts that change what a reviewer reads; `approve` is stale when another person did one of them.
VALUE_VERBS = (
    *("fill", "hand_in", "enter", "explain", "adopt_agreement"),
    *("attach", "replace_evidence"),
    *("correct", "answer", "note", "close_note"),
)
# Who did one of these in an edition may not review it.
ENTERING_VERBS = ("enter", "submit")


def told(verb: str) -> str:
    """Say what the journal's verb means, for the history."""
    return RULES[verb].told if verb in RULES else verb
