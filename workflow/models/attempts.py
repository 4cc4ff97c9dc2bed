from django.db import models


class Attempts(models.Model):
    """How often one address asked the public verification within one hour.

    The address itself is not kept: only its HMAC with the installation's secret.
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
