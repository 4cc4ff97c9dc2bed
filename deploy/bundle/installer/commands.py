import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from installer import package, steps
from installer.places import Places
from installer.stopped import Stopped


def main(words: Sequence[str]) -> int:
    """Do what was asked: exit 0 done, 1 not done, with the reason and how things stand."""
    parser = ArgumentParser(prog="python3 kinerja-….pyz")
    parser.add_argument("perintah", choices=("periksa", "pasang"), help="pasang juga memperbarui")
    parser.add_argument("--alamat", default="", help="alamat atau nama server, dipisah koma")
    parser.add_argument("--prefix", default="", help="untuk mencoba: di bawah folder ini")
    asked = parser.parse_args(words)
    os.umask(0o022)
    try:
        bundle = package.opened(Path(sys.argv[0]))
        if asked.perintah == "periksa":
            bundle.suits()
            steps.tell(f"Utuh: {bundle.check()} berkas, versi {bundle.name}.")
        else:
            prefix = asked.prefix and str(Path(asked.prefix).resolve())
            steps.install(bundle, Places(prefix), hosts=asked.alamat)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    return 0
