"""How the form looks: yellow is to be filled, grey is not; what each input tells who types."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja.models import Realisation
from kinerja.recording.fitting import LONGEST_REASON
from kinerja.spreadsheet.texts import LONGEST_TEXT

LINE = Side(style="thin", color="FF7F8C94")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TO_FILL = PatternFill("solid", fgColor="FFFFF8D6")
CLOSED = PatternFill("solid", fgColor="FFE3E7EA")
HEAD = PatternFill("solid", fgColor="FFDCE9F0")
GROUP = PatternFill("solid", fgColor="FFF1F5F7")

PLAIN = Font(name="Calibri", size=11)
BOLD, TITLE = Font(name="Calibri", size=11, bold=True), Font(name="Calibri", size=14, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center")
HEADED = Alignment(horizontal="center", vertical="center", wrap_text=True)

OPEN, SHUT = Protection(locked=False), Protection(locked=True)
# A text cell takes what is typed as it is typed: Excel makes no date of 1.5, no 1,1 of 1.100, and
# no formula of a list that begins with a dash.
AS_TYPED = "@"

ASKED_NUMBER = "Titik untuk ribuan, koma untuk desimal: 1.250,5. Tulis 0 bila memang nol."
ASKED_STATUS = "Kosongkan bila ada angkanya. Selain itu pilih dari daftar dan tulis alasannya."


def number_check() -> DataValidation:
    """Ask for a number loosely: people write 1.250,5, which a spreadsheet may take for text."""
    check = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1="40",
        allow_blank=True,
        errorStyle="warning",
        errorTitle="Bukan satu angka",
        error="Isi satu angka saja, tanpa satuan, misalnya 1.250,5.",
        promptTitle="Angka",
        prompt=ASKED_NUMBER,
    )
    return shown(check)


def list_check(formula: str, *, title: str, prompt: str) -> DataValidation:
    """Let one word of a list be chosen; the list lies in the hidden sheet."""
    check = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        errorStyle="stop",
        errorTitle=title,
        error="Pilih dari daftar.",
        promptTitle=title,
        prompt=prompt,
    )
    return shown(check)


def length_check(longest: int, *, title: str, prompt: str) -> DataValidation:
    check = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(longest),
        allow_blank=True,
        errorStyle="stop",
        errorTitle=title,
        error=f"Paling panjang {longest} huruf.",
        promptTitle=title,
        prompt=prompt,
    )
    return shown(check)


def shown(check: DataValidation) -> DataValidation:
    check.showErrorMessage = check.showInputMessage = True
    return check


def reason_check() -> DataValidation:
    return length_check(
        LONGEST_REASON,
        title="Alasan",
        prompt="Mengapa angkanya belum ada atau tidak diukur.",
    )


def date_check() -> DataValidation:
    words = Realisation.Status.NOT_YET.label
    prompt = f"Untuk “{words}”: kapan angkanya ada, misalnya 15-11-2026."
    return length_check(30, title="Tanggal", prompt=prompt)


def note_check() -> DataValidation:
    prompt = "Dokumen apa yang ada dan di mana, misalnya BA 12/2026, map biru."
    return length_check(LONGEST_TEXT, title="Catatan dokumen", prompt=prompt)


def words_check() -> DataValidation:
    prompt = "Diisi bila capaian di bawah target atau di atas 120%."
    return length_check(LONGEST_TEXT, title="Penjelasan", prompt=prompt)
