"""How files and sheets are named: as the office would, with signs that every file can have."""

# What Windows takes in no file's name.
NEVER_NAMED = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
LONGEST_NAME = 150


def named(*words: object) -> str:
    """Name a file by words; empty ones are left out.

    >>> named("Lembar Disposisi", "DK-003/2026", "", "Kecamatan Suak Midai")
    'Lembar Disposisi DK-003-2026 Kecamatan Suak Midai'
    """
    together = " ".join(" ".join(str(word) for word in words if word).split())
    printable = "".join(sign for sign in together if sign.isprintable())
    return printable.translate(NEVER_NAMED)[:LONGEST_NAME].strip(" .")
