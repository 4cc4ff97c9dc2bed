from django.db import models


class Chain(models.Model):
    """The head of one chain of entries; its row is locked while an entry is added."""

    key = models.CharField("kunci", max_length=60, primary_key=True)
    count = models.PositiveIntegerField("jumlah catatan", default=0)
    moment = models.DateTimeField("saat catatan terakhir", null=True)
    head = models.CharField("sidik akhir", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "rantai"
        verbose_name_plural = "rantai"

    def __str__(self) -> str:
        return self.key


class JournalEntry(models.Model):
    """One thing that happened: who, in what capacity, when, what, from what to what.

    Append-only. `text` is the canonical text that was hashed together with the hash before it;
    the other columns repeat it for reading, and `journal.verify` compares them.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("nomor")
    person = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")
    name = models.CharField("nama", max_length=150, help_text="Nama pada saat itu.")
    capacity = models.CharField("selaku", max_length=200)
    moment = models.DateTimeField("saat")
    verb = models.CharField("tindakan", max_length=40)
    before = models.JSONField("semula", default=dict)
    after = models.JSONField("menjadi", default=dict)
    note = models.TextField("catatan", blank=True, default="")
    text = models.TextField("teks baku")
    hash = models.CharField("sidik", max_length=64)

    class Meta:
        verbose_name = "catatan jurnal"
        verbose_name_plural = "jurnal"
        ordering = ["chain_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="entry_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} #{self.number} {self.verb}"
