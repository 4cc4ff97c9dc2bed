"""Puts an office with forty rows on Sekcam's desk, three of them wrong; run beside the server.

Prints the record's key. Run from the project's folder, with the server's environment.
"""

import os
import sys
from pathlib import Path

import django

SEKCAM, PASSWORD = "empatpuluh.sekcam", "kinerja-demo"
TOO_MUCH, TOO_LITTLE, REPLACED = "2.7", "1.13", "1.5"


def main() -> None:
    here = Path(__file__).resolve()
    sys.path[:0] = [str(here.parents[1]), str(here.parent)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "kinerja.settings"
    django.setup()
    print(record().pk)


def record():
    import make

    from workflow import actions

    office = make.office("Kecamatan Empat Puluh", rows=20, prefix="empatpuluh.")
    office.sekcam.set_password(PASSWORD)
    office.sekcam.save()
    wrong = {TOO_MUCH: make.entry("900"), TOO_LITTLE: make.entry("9")}
    made = office.filled(entries=wrong)
    by_kasubag = {"by": office.kasubag, "at": make.at()}
    replaced = {REPLACED: make.entry("91", reason="Rekap akhir")}
    words = {
        TOO_MUCH: actions.Text(drivers="Gotong royong"),
        TOO_LITTLE: actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang"),
    }
    actions.enter(made, values=replaced, texts=words, **by_kasubag)
    actions.accept(made, rows=office.codes(), **by_kasubag)
    actions.submit(made, **by_kasubag)
    return made


if __name__ == "__main__":
    main()
