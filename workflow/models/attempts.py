from django.db import models


class Attempts(models.Model):
    """How much one asker took of one thing within one hour: verifications, or kilobytes uploaded.

    Who asked is not kept: only the HMAC of an address or a person with the installation's secret.
    """

    address = models.CharField("alamat (HMAC)", max_length=64)
    hour = models.DateTimeField("jam", db_index=True)
    count = models.PositiveIntegerField("kali", default=0)

    class Meta:
        verbose_name = "permintaan verifikasi"
        verbose_name_plural = "permintaan verifikasi"
        constraints = [models.UniqueConstraint(fields=["address", "hour"], name="attempts_once")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.count}"
