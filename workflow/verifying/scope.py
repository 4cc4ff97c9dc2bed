"""What is looked at: everything, or what something happened to since a day."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from kinerja.models import Chain, JournalEntry, StoredFile, Unit
from workflow.models import ArchiveCopy, Submission


@dataclass(frozen=True)
class Scope:
    """Rows to look at; `since` is an aware moment, None for all there ever was."""

    since: datetime | None = None

    def chains(self) -> QuerySet[Chain]:
        found = Chain.objects.order_by("key")
        return found.filter(moment__gte=self.since) if self.since else found

    def records(self) -> QuerySet[Submission]:
        found = Submission.objects.with_names().order_by("pk")
        if self.since is None:
            return found
        key = Concat(Value("berkas:"), Cast(F("pk"), CharField()))
        return found.annotate(chain=key).filter(chain__in=self.touched())

    def units(self) -> QuerySet[Unit]:
        found = Unit.objects.order_by("pk")
        if self.since is None:
            return found
        key = Concat(Value("unit:"), Cast(F("pk"), CharField()))
        return found.annotate(chain=key).filter(chain__in=self.touched())

    def touched(self) -> QuerySet[JournalEntry]:
        return JournalEntry.objects.filter(moment__gte=self.since).values("chain")

    def archives(self) -> QuerySet[ArchiveCopy]:
        found = ArchiveCopy.objects.select_related("submission").order_by("pk")
        return found.filter(sealed_at__gte=self.since) if self.since else found

    def seals(self) -> QuerySet[JournalEntry]:
        found = JournalEntry.objects.filter(verb="seal").order_by("chain", "number")
        return found.filter(moment__gte=self.since) if self.since else found

    def documents(self) -> QuerySet[StoredFile]:
        found = StoredFile.objects.order_by("pk")
        if self.since is None:
            return found
        return found.filter(evidence__attached_at__gte=self.since).distinct()
