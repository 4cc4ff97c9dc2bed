"""What BAB III.A of the linked SOP Laporan Kinerja asks of a year, read from its periods.

Every row stands at the last period with a number: Tahunan, else the fourth quarter, else the latest
one that was measured, and says which. Confirmed values come before others, as on every sheet.
"""

from kinerja.chapter.judging import ABSORPTION
from kinerja.chapter.reading import read
from kinerja.chapter.shape import Aim, Chapter, ChapterGroup, ChapterRow, Explained, Past

__all__ = [
    "ABSORPTION",
    "Aim",
    "Chapter",
    "ChapterGroup",
    "ChapterRow",
    "Explained",
    "Past",
    "read",
]
