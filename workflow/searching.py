"""Search in the archive: the one function behind it, on both engines, in constant questions."""

import re
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kinerja.models import Explanation, Quarter, Realisation, Unit
from workflow.models import ArchiveCopy

# More words than these are left out: each is one more thing to look for in every explanation.
MOST_WORDS = 8
LONGEST_WORD = 60


def find(
    units: Iterable[Unit], text: str = "", *, year: int | None = None, quarter: int | None = None
) -> QuerySet[ArchiveCopy]:
    """List the archives of these units that hold every word of the text, the latest period first.

    A word is looked for in the unit's name, the period, the register number, the indicators, and
    what was written about them in that edition. Signs that a database reads as a pattern are plain.
    """
    found = ArchiveCopy.objects.filter(submission__unit__in=units)
    if year is not None:
        found = found.filter(submission__period__year=year)
    if quarter is not None:
        found = found.filter(submission__period__quarter=quarter)
    for word in words(text):
        found = found.filter(holding(word))
    order = ("-submission__period__year", "-submission__period__quarter")
    return found.order_by(*order, "submission__unit__name", "-edition", "pk")


def words(text: str) -> list[str]:
    """Split a text into the words to look for.

    >>> words(" Triwulan  III\\x00 2026 ")
    ['Triwulan', 'III', '2026']
    """
    # PostgreSQL takes no NUL in a text.
    plain = text.replace("\0", " ").split()
    return [word[:LONGEST_WORD] for word in dict.fromkeys(plain)][:MOST_WORDS]


def holding(word: str) -> Q:
    """Say where a word may stand."""
    return (
        Q(submission__unit__name__icontains=word)
        | Q(register_number__icontains=word)
        | of_period(word)
        | Q(Exists(explanations(word)))
        | Q(Exists(indicators(word)))
    )


def of_period(word: str) -> Q:
    """Find the periods that a word names: a year, "Triwulan", "III", "tw3", "Tahunan"."""
    named = [quarter for quarter in Quarter if word.casefold() in spoken(quarter)]
    found = Q(submission__period__quarter__in=named) if named else Q(pk__in=())
    if re.fullmatch(r"[0-9]{4}", word):
        found |= Q(submission__period__year=int(word))
    return found


def spoken(quarter: Quarter) -> tuple[str, ...]:
    own = "tahun" if quarter == Quarter.YEAR else f"tw{quarter.value}"
    return *quarter.label.casefold().split(), own


def of_edition(found: QuerySet) -> QuerySet:
    """Keep what belongs to the archive that is looked at: its period and its edition."""
    return found.filter(period=OuterRef("submission__period"), edition=OuterRef("edition"))


def explanations(word: str) -> QuerySet[Explanation]:
    unit = OuterRef("submission__unit")
    said = Q()
    for name in ("drivers", "obstacles", "follow_up", "evidence_note"):
        said |= Q(**{f"{name}__icontains": word})
    own = Q(line__agreement__unit=unit) | Q(objective__agreement__unit=unit)
    return of_edition(Explanation.objects.filter(said, own, confirmed_at__isnull=False))


def indicators(word: str) -> QuerySet[Realisation]:
    named = Q(line__indicator__name__icontains=word) | Q(line__code__iexact=word)
    named |= Q(line__objective__text__icontains=word)
    own = Realisation.objects.filter(
        named, confirmed_at__isnull=False, line__agreement__unit=OuterRef("submission__unit")
    )
    return of_edition(own)


def with_successors(found: QuerySet[ArchiveCopy]) -> QuerySet[ArchiveCopy]:
    """Mark each archive whose edition was sealed again, or is open again."""
    later = ArchiveCopy.objects.filter(
        submission=OuterRef("submission"), edition__gt=OuterRef("edition")
    )
    return found.annotate(
        is_superseded=Exists(later), is_reopened=Q(edition__lt=F("submission__edition"))
    )
