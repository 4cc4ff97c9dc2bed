from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac


class Users(BaseUserManager):
    """All accounts; makes the ones that commands and tests ask for."""

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields) -> "User":
        return self.create_user(
            username, password, is_staff=True, is_superuser=True, **{"name": username, **fields}
        )


class User(AbstractBaseUser, PermissionsMixin):
    """One account: a person with a name, and a staff number where the person has one."""

    class IdentityKind(models.TextChoices):
        NIP = "nip", "NIP"
        NI_PPPK = "ni_pppk", "NI PPPK"
        NONE = "none", "tanpa nomor induk"

    username = models.CharField(
        "nama pendek",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", "Huruf kecil, angka, titik saja.")],
    )
    name = models.CharField("nama dengan gelar", max_length=150)
    identity_kind = models.CharField(
        "jenis nomor induk",
        max_length=10,
        choices=IdentityKind.choices,
        default=IdentityKind.NONE,
    )
    identity_number = models.CharField(
        "nomor induk",
        max_length=18,
        blank=True,
        default="",
        validators=[RegexValidator(r"^\d{18}\Z", "NIP dan NI PPPK terdiri atas 18 angka.")],
    )
    rank = models.CharField("pangkat, golongan", max_length=80, blank=True, default="")
    email = models.EmailField("surel", blank=True, default="")
    is_active = models.BooleanField("aktif", default=True)
    is_staff = models.BooleanField("boleh membuka pengelola", default=False)
    must_change_password = models.BooleanField(
        "wajib mengganti kata sandi",
        default=False,
        help_text="Setelah kata sandi sekali pakai: halaman lain terbuka sesudah diganti.",
    )
    session_series = models.PositiveIntegerField(
        "seri sesi", default=0, help_text="Bertambah bila akun keluar dari semua perangkat."
    )
    unlocked_at = models.DateTimeField("kunci masuk dibuka", null=True, blank=True)
    password_set_at = models.DateTimeField("kata sandi ditetapkan", null=True, blank=True)
    date_joined = models.DateTimeField("terdaftar sejak", default=timezone.now)

    objects = Users()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=~Q(identity_number=""),
                name="identity_number_belongs_to_one_person",
            ),
            models.CheckConstraint(
                condition=Q(identity_kind="none", identity_number="")
                | (~Q(identity_kind="none") & ~Q(identity_number="")),
                name="identity_number_goes_with_its_kind",
                violation_error_message="Isi nomor induk, atau pilih “tanpa nomor induk”.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Bind every session to the password and to the series: a new one of either ends them."""
        bound = f"{self.session_series}:{self.password}"
        return salted_hmac("kinerja.User.session", bound, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> tuple[str, ...]:
        """Know no older secret: with a new one everybody signs in again."""
        return ()

    @property
    def identity(self) -> str:
        """Name the staff number with its kind, as sheets print it; empty without one."""
        if not self.identity_number:
            return ""
        return f"{self.get_identity_kind_display()} {self.identity_number}"
