"""Make texts that people typed safe to set: every sign has a glyph, and no word breaks a column.

Nothing here hides what was typed: the attachments hold it as it is.
"""

import re
import unicodedata
from functools import cache

from kinerja.report.fonts import covered

MISSING = "□"
# Where a word may be broken without a hyphen: after this, which has no width.
BREAK = "\u200b"
LONGEST_WORD = 20
# What stands as it is however long: a number, a hash.
WHOLE = re.compile(r"[-−+]?[0-9.,]{1,26}%?|[0-9a-f]{64}")
NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Signs that only change the one beside them: they mean nothing where that has no glyph.
UNSEEN = re.compile(
    "[\u00ad\u034f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
MOST_MARKS = 3


def inert(text: str, *, longest: int = LONGEST_WORD) -> str:
    """Replace what cannot be set by □, and let words longer than `longest` be broken.

    >>> inert("Rapat \\U0001f9ff \\u202ekoordinasi\\x07")
    'Rapat □ □koordinasi□'
    """
    kept = UNSEEN.sub("", NEW_LINE.sub("\n", unicodedata.normalize("NFC", text)))
    signs = "".join(map(settable, kept.replace("\t", " ")))
    lines = (broken_line(line, longest) for line in fewer_marks(signs).split("\n"))
    return "\n".join(lines).strip()


@cache
def settable(sign: str) -> str:
    """Give the sign, or □: no glyph, a control (also of direction), private use, a surrogate."""
    if sign == "\n":
        return sign
    is_plain = unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    return sign if is_plain and ord(sign) in covered() else MISSING


def fewer_marks(text: str) -> str:
    """Keep few combining marks on one letter: a heap of them would run over the lines above."""
    found, count = [], 0
    for sign in text:
        count = count + 1 if unicodedata.combining(sign) else 0
        if count <= MOST_MARKS:
            found.append(sign)
    return "".join(found)


def broken_line(line: str, longest: int) -> str:
    return " ".join(broken(word, longest) for word in line.split(" ") if word)


def broken(word: str, longest: int) -> str:
    if len(word) <= longest or WHOLE.fullmatch(word):
        return word
    return BREAK.join(word[at : at + longest] for at in range(0, len(word), longest))


def paragraphs(text: str) -> list[str]:
    """Split a text of several lines, empty ones left out.

    >>> paragraphs("Satu.\\n\\nDua.")
    ['Satu.', 'Dua.']
    """
    return [line for line in inert(text).split("\n") if line]
