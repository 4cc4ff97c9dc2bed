"""Run as a program of its own: a command whose process is killed at one of its steps on the disk.

    dying.py NUMBER COMMAND...

It dies before the call of that number that syncs, names, links or takes away a file, or begins a
program. With number 0 it lives, and ends by saying how many such calls there were.
"""

import os
import signal
import subprocess
import sys

from django.core.management import execute_from_command_line

deadly, calls = int(sys.argv[1]), 0


def counted(module, name: str) -> None:
    real = getattr(module, name)

    def call(*args, **options):
        global calls
        calls += 1
        if calls == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)

    setattr(module, name, call)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
for name in ("fsync", "rename", "replace", "link", "unlink"):
    counted(os, name)
counted(subprocess, "run")
try:
    execute_from_command_line(["manage.py", *sys.argv[2:]])
finally:
    sys.stdout.write(f"\nlangkah: {calls}\n")
