"""Seal in a process of its own that can be killed: `python tests/sealing_child.py`.

Reads lines "seal FOLDER" or "verify FOLDER"; for each it forks a child that works on the database
and files of that folder. A sealing child stops itself before it begins, so that one can attach.
Answers with the child's key, then with how it ended: its exit code, or minus its signal. The parent
never renders: typst's threads would not come along into a child.
"""

import os
import signal
import sys
from pathlib import Path

import django

DONE, WRONG, REFUSED, FAILED = 0, 1, 3, 4


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
    django.setup()
    import workflow.verifying  # noqa: F401 (all there is to import, before any fork)

    for line in sys.stdin:
        verb, _, folder = line.strip().partition(" ")
        pid = os.fork()
        if pid == 0:
            os._exit({"seal": seal, "verify": verify}[verb](Path(folder)))
        if verb == "seal":
            os.waitpid(pid, os.WUNTRACED)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def work_in(folder: Path) -> None:
    from django.conf import settings
    from django.db import connection

    settings.DATA_DIR = folder
    connection.settings_dict["NAME"] = folder / "kinerja.sqlite3"


def seal(folder: Path) -> int:
    work_in(folder)
    from django.db import DatabaseError

    from kinerja.models import User
    from workflow import actions
    from workflow.models import Submission

    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        record = Submission.objects.with_names().get()
        by = User.objects.get(username="admin")
        at = record.journal().latest("number").moment
        actions.seal(record, filing="000.8.6.3/7/2026", by=by, at=at)
    except actions.Refused as refused:
        (folder / "told").write_text(refused.reason)
        return REFUSED
    except DatabaseError:
        return FAILED
    return DONE


def verify(folder: Path) -> int:
    work_in(folder)
    from witness import found_wrong

    wrong = found_wrong()
    (folder / "wrong").write_text("\n".join(wrong))
    return WRONG if wrong else DONE


if __name__ == "__main__":
    main()
