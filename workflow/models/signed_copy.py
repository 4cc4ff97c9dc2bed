from django.db import models
from django.db.models import Q

from kinerja.models import User
from kinerja.signature import Outcome, Signature, signatures_of
from workflow.models.archive_copy import ArchiveCopy


class SignedCopy(models.Model):
    """A sealed report as an outside service signed it: its bytes begin with the sealed ones.

    It lies as `file_name` under DATA_DIR/archive. `signatures` is what the file told of them when
    it came in; nobody outside was asked.
    """

    archive = models.ForeignKey(ArchiveCopy, models.PROTECT, related_name="signed_copies")
    file_name = models.CharField("berkas bertanda tangan", max_length=250, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("ukuran")
    sealed_sha256 = models.CharField("SHA-256 laporan yang disegel", max_length=64)
    outcome = models.CharField("pemeriksaan", max_length=20, choices=Outcome.choices)
    checked_by = models.CharField("pemeriksa", max_length=40, blank=True, default="")
    signatures = models.JSONField("tanda tangan", default=list, blank=True)
    uploaded_at = models.DateTimeField("diunggah pada")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "salinan bertanda tangan"
        verbose_name_plural = "salinan bertanda tangan"
        ordering = ["archive_id", "uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["archive", "sha256"], name="signed_copy_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.INTACT, checked_by__gt="")
                | Q(outcome__in=[Outcome.MISSING, Outcome.UNDECIDED], checked_by=""),
                name="signed_copy_says_who_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"salinan bertanda tangan {self.archive}"

    @property
    def is_checked(self) -> bool:
        return self.outcome == Outcome.INTACT

    @property
    def signed_by(self) -> tuple[Signature, ...]:
        return signatures_of(self.signatures)
