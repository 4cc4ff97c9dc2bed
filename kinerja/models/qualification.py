from django.db import models


class Qualification(models.Model):
    """One qualification of the SOP that a person has in one assignment: who ticked it, and when.

    `text` is the line of the SOP as it stood; a line that a revision words anew is ticked anew.
    """

    assignment = models.ForeignKey(
        "kinerja.Assignment",
        models.PROTECT,
        related_name="qualifications",
        verbose_name="penugasan",
    )
    text = models.CharField("kualifikasi", max_length=500)
    ticked_at = models.DateTimeField("dicentang pada")
    ticked_by = models.ForeignKey(
        "kinerja.User", models.PROTECT, related_name="+", verbose_name="dicentang oleh"
    )

    class Meta:
        verbose_name = "kualifikasi"
        verbose_name_plural = "kualifikasi"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "text"], name="qualification_ticked_once")
        ]

    def __str__(self) -> str:
        return self.text
