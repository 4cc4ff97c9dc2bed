"""Real odd workbooks, lent from beside the project: each is read or refused, nothing else.

A spread of them by default; all of them with ALL_OF_CORPUS=1.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from workbooks import form, row

from kinerja.workbook import WorkbookError, read_form

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.glob("*") if path.is_file()) if CORPUS.is_dir() else []
STEP = 1 if os.environ.get("ALL_OF_CORPUS") else 6
FORM = form(row("1.1"), row("1.2"))


def outcome(path: Path) -> tuple[str, float]:
    """Say what came of a file, and how many seconds it took."""
    begun = monotonic()
    try:
        read_form(path.read_bytes(), FORM)
        word = "read"
    except WorkbookError as error:
        word = str(error)
    return word, monotonic() - begun


@pytest.mark.skipif(not FILES, reason="the corpus is not beside the project")
def test_every_file_is_read_or_refused_in_plain_words():
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome, FILES[::STEP]))
    words = Counter(word for word, _ in outcomes)
    for word, count in words.most_common():
        print(f"{count:4d}  {word}")
    print(f"slowest: {max(seconds for _, seconds in outcomes):.1f} s")
    assert all(words)
    assert max(seconds for _, seconds in outcomes) < 10
