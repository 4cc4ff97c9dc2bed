from django.db import models

from kinerja.models import User


class Press(models.Model):
    """One press of a button: the token of its page and the answer that the first press got."""

    token = models.UUIDField()
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    url = models.CharField(max_length=200)
    message = models.CharField(max_length=500)

    class Meta:
        verbose_name = "penekanan tombol"
        verbose_name_plural = "penekanan tombol"
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="token_spent_once")]

    def __str__(self) -> str:
        return str(self.token)
