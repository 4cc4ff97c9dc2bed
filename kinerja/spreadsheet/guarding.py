"""What a file is, told from its first bytes before anything opens it, and the words for a refusal.

Each message names what the file is and ends with the way out.
"""

from kinerja.spreadsheet.errors import TooLarge, WorkbookError

LARGEST_FILE = 10 << 20
SAVE_AS = (
    "Buka di Excel atau LibreOffice, simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi."
)

# The words that the child answers with, and that the first bytes lead to.
REFUSALS = {
    "empty": "Berkas ini kosong (0 bita). Simpan lagi buku kerjanya, lalu unggah lagi.",
    "broken": f"Berkas ini rusak atau terpotong sehingga tidak dapat dibaca. {SAVE_AS}",
    "locked": (
        "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandi pembukanya, "
        "simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "xls": f"Berkas ini berformat Excel lama (.xls). {SAVE_AS}",
    "xlsb": f"Berkas ini berformat biner (.xlsb). {SAVE_AS}",
    "ods": f"Berkas ini berformat OpenDocument (.ods). {SAVE_AS}",
    "macro": f"Berkas ini memuat makro (.xlsm) dan tidak dibuka. {SAVE_AS}",
    "pdf": "Berkas ini PDF. Isikan angkanya ke formulir Excel, lalu unggah yang .xlsx.",
    "text": f"Berkas ini teks (csv, html, atau sejenisnya), bukan buku kerja. {SAVE_AS}",
    "other": f"Berkas ini bukan buku kerja Excel. {SAVE_AS}",
    "odd": f"Susunan berkas ini tidak wajar dan tidak dibuka. {SAVE_AS}",
    "heavy": (
        "Isi berkas ini terlalu besar untuk dibaca. Salin tabel formulirnya saja ke buku kerja "
        "baru, simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "slow": (
        "Berkas ini terlalu lama dibaca. Salin tabel formulirnya saja ke buku kerja baru, simpan "
        "sebagai .xlsx, lalu unggah lagi; bila Anda mengunggah banyak berkas, kurangi jumlahnya."
    ),
}
TOO_LARGE = (
    "Berkas lebih besar daripada 10 MB. Hapus gambar dan lembar lain dari buku kerjanya, "
    "simpan sebagai .xlsx, lalu unggah lagi."
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted .xlsx is an OLE file with a stream of this name.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What a file begins with, and what it then is; a zip is looked into by the child.
BEGINNINGS = (
    (b"PK\x03\x04", ""),
    (b"PK", "broken"),
    (b"\x09\x08", "xls"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "text"),
    (b"\xff\xfe", "text"),
    (b"\xfe\xff", "text"),
)
LOOKED_AT = 4096


def refuse_foreign(content: bytes) -> None:
    """Raise WorkbookError for whatever does not begin as a zip of allowed size."""
    if len(content) > LARGEST_FILE:
        raise TooLarge(TOO_LARGE)
    if word := foreign(content):
        raise WorkbookError(REFUSALS[word])


def foreign(content: bytes) -> str:
    """Say what kind of file this is by a word of REFUSALS; nothing where it may be .xlsx."""
    if not content:
        return "empty"
    if content.startswith(OLE):
        return "locked" if ENCRYPTED in content else "xls"
    for beginning, word in BEGINNINGS:
        if content.startswith(beginning):
            return word
    return "text" if is_text(content[:LOOKED_AT]) else "other"


def is_text(content: bytes) -> bool:
    """Tell text from the rest: no control characters but those that end lines and cells."""
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in content)
