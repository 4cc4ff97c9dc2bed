from datetime import date

from django.db import connections, models
from django.db.models import Q
from django.utils import timezone

from kinerja.models import Position, Unit, User
from workflow.models.section_form import SectionForm
from workflow.models.submission import Submission


class Urgency(models.TextChoices):
    """The sifat of a sheet."""

    NORMAL = "biasa", "Biasa"
    URGENT = "segera", "Segera"
    VERY_URGENT = "sangat_segera", "Sangat Segera"
    SECRET = "rahasia", "Rahasia"


class Instruction(models.TextChoices):
    """What a sheet can be ticked with, under "Dengan hormat harap"."""

    ADVISE = "advise", "Tanggapan dan saran"
    PROCEED = "proceed", "Proses lebih lanjut"
    COORDINATE = "coordinate", "Koordinasi/konfirmasi"
    PREPARE = "prepare", "Siapkan dan distribusikan formulir"
    MEND = "mend", "Perbaiki dan kirim kembali"


class Cause(models.TextChoices):
    """Which act a sheet came from."""

    ORDER = "order", "Perintah penyiapan formulir"
    RETURN = "return", "Pengembalian untuk diperbaiki"
    SECTION_RETURN = "section_return", "Pengembalian formulir ke seksi"
    INSTRUCTION = "instruction", "Disposisi pimpinan"


# One statement takes the number and keeps the row until the act ends, also where the year's first
# two are taken at once; reading and then writing it would need a lock on a row not there yet.
TAKE_NUMBER = """
INSERT INTO workflow_sheetseries (unit_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (unit_id, year) DO UPDATE SET last = workflow_sheetseries.last + 1
RETURNING last
"""


class SheetSeriesQuerySet(models.QuerySet):
    def take(self, unit: Unit, year: int) -> int:
        """Take the unit's next number of the year; it is given back where the act is undone."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(TAKE_NUMBER, [unit.pk, year])
            return cursor.fetchone()[0]


class SheetSeries(models.Model):
    """The numbers that one unit has given to its sheets in one year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    objects = SheetSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "seri lembar disposisi"
        verbose_name_plural = "seri lembar disposisi"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.last}"


class SheetQuerySet(models.QuerySet):
    def with_chain(self) -> "SheetQuerySet":
        """Fetch each sheet with its links, and who read and acted, in one more query."""
        links = Forwarding.objects.select_related("read_by", "acted_by")
        return self.prefetch_related(models.Prefetch("forwardings", links))


class Sheet(models.Model):
    """One lembar disposisi: an order that went down, with its number and the head of the sheet.

    What it orders, of whom, stands in its forwardings: those of its maker first, then those by
    which an addressee passed it on. A cancelled sheet keeps its number.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="sheets")
    form = models.ForeignKey(SectionForm, models.PROTECT, null=True, related_name="sheets")
    row = models.CharField("baris", max_length=20, blank=True, default="")
    cause = models.CharField("asal", max_length=20, choices=Cause.choices)
    year = models.PositiveSmallIntegerField("tahun")
    serial = models.PositiveIntegerField("nomor urut")
    urgency = models.CharField(
        "sifat", max_length=15, choices=Urgency.choices, default=Urgency.NORMAL
    )
    subject = models.CharField("hal", max_length=300)
    letter_number = models.CharField("nomor surat", max_length=100, blank=True, default="")
    letter_date = models.DateField("tanggal surat", null=True, blank=True)
    received_on = models.DateField("diterima tanggal", null=True, blank=True)
    agenda_number = models.CharField("nomor agenda", max_length=100, blank=True, default="")
    created_at = models.DateTimeField("dibuat pada")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "lembar disposisi"
        verbose_name_plural = "lembar disposisi"
        ordering = ["unit", "year", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(cause=Cause.ORDER, cancelled_at=None),
                name="one_living_order_per_form",
            ),
            models.CheckConstraint(condition=Q(serial__gte=1), name="sheet_numbers_begin_at_1"),
            models.CheckConstraint(
                condition=Q(cause__in=Cause.values, urgency__in=Urgency.values),
                name="sheet_has_a_known_cause_and_urgency",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="sheet_cancelled_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Write the number as the office does: "DK-003/2026"."""
        return f"DK-{self.serial:03}/{self.year}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def first(self) -> "Forwarding":
        """The forwarding by which its maker gave it out: whose sheet it is."""
        return self.forwardings.all()[0]

    @property
    def given(self) -> "list[Forwarding]":
        """The links that its maker gave out at once; the others were passed on since."""
        first = self.first
        return [
            each
            for each in self.forwardings.all()
            if (each.at, each.from_position_id) == (first.at, first.from_position_id)
        ]

    @property
    def passed_on(self) -> "list[Forwarding]":
        given = {each.pk for each in self.given}
        return [each for each in self.forwardings.all() if each.pk not in given]

    @property
    def answered(self) -> frozenset[int]:
        """The positions whose orders on this sheet were answered."""
        return frozenset(each.from_position_id for each in self.forwardings.all() if each.answer)

    @property
    def addressees(self) -> frozenset[int]:
        found = (each.to_position_id for each in self.forwardings.all())
        return frozenset(position for position in found if position)

    def addressed_to(self, position_id: int) -> "Forwarding | None":
        return next(
            (each for each in self.forwardings.all() if each.to_position_id == position_id), None
        )


class Forwarding(models.Model):
    """One link of a sheet's chain: who passed it to which position, with what order.

    Names and titles are copied as they were then. `form` is what the addressee hands in: by that
    act, or by the record's next submission, the program notes that the order was carried out;
    otherwise the addressee answers in words, and the sender sees it.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="forwardings")
    number = models.PositiveSmallIntegerField("urutan")
    form = models.ForeignKey(SectionForm, models.PROTECT, null=True, related_name="+")
    from_position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    from_title = models.CharField("dari", max_length=200)
    from_name = models.CharField("nama", max_length=150)
    from_rank = models.CharField("pangkat", max_length=80, blank=True, default="")
    from_identity = models.CharField("nomor induk", max_length=40, blank=True, default="")
    to_position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    to_title = models.CharField("kepada", max_length=200)
    instructions = models.JSONField("dengan hormat harap", default=list, blank=True)
    note = models.TextField("catatan", blank=True, default="")
    due = models.DateField("batas waktu", null=True, blank=True)
    at = models.DateTimeField("diteruskan pada")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField("dibaca pada", null=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    acted_at = models.DateTimeField("ditindaklanjuti pada", null=True)
    acted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("jawaban", blank=True, default="")
    answer_read_at = models.DateTimeField("jawaban dibaca pada", null=True)
    answer_read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "penerusan disposisi"
        verbose_name_plural = "penerusan disposisi"
        ordering = ["sheet_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="forwarding_number_once"),
            models.UniqueConstraint(
                fields=["sheet", "to_position"],
                condition=Q(to_position__isnull=False),
                name="forwarded_once_to_a_position",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="forwarding_read_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(acted_at=None, acted_by=None)
                | Q(acted_at__isnull=False, acted_by__isnull=False),
                name="forwarding_acted_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_title} – {self.to_title}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @property
    def is_acted(self) -> bool:
        return self.acted_at is not None

    @property
    def given_on(self) -> date:
        return timezone.localdate(self.at)

    @property
    def identity_kind(self) -> str:
        """Name the kind of the staff number: "NIP", also where there is none."""
        return self.from_identity.rpartition(" ")[0] or "NIP"

    @property
    def identity_number(self) -> str:
        return self.from_identity.rpartition(" ")[2]

    @property
    def instruction_words(self) -> list[str]:
        return [Instruction(each).label for each in self.instructions]
