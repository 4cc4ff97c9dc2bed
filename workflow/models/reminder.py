from django.db import models
from django.db.models import Q

from kinerja.models import User


class Digest(models.Model):
    """One morning's reminder to one person: all that waits, as lines of text, url and note."""

    user = models.ForeignKey(User, models.PROTECT, related_name="digests")
    day = models.DateField("hari")
    made_at = models.DateTimeField("dibuat pada")
    lines = models.JSONField("baris")

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"


class Mail(models.Model):
    """One letter of the outbox: a digest on its way to an address.

    It waits while `next_attempt_at` says when it is tried; sent, or given up with the last error
    kept, it waits no longer.
    """

    digest = models.OneToOneField(Digest, models.PROTECT, related_name="mail")
    to = models.EmailField("kepada")
    subject = models.CharField("hal", max_length=200)
    body = models.TextField("isi")
    created_at = models.DateTimeField("dibuat pada")
    attempts = models.PositiveIntegerField("percobaan", default=0)
    next_attempt_at = models.DateTimeField("dicoba lagi pada", null=True)
    sent_at = models.DateTimeField("terkirim pada", null=True)
    last_error = models.TextField("kesalahan terakhir", blank=True, default="")

    class Meta:
        verbose_name = "surel keluar"
        verbose_name_plural = "surel keluar"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(next_attempt_at=None),
                name="sent_mail_is_not_tried_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.to}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.next_attempt_at is None
