from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest
from django.utils import timezone

from kinerja.models import User
from kinerja.signin import again, passwords

# The same words whoever was named: they tell nobody which accounts there are.
MISMATCH = (
    "Nama pendek atau NIP tidak cocok dengan kata sandinya. "
    "Periksa huruf besar dan kecilnya, lalu coba lagi. "
    "Bila lupa, minta kata sandi sekali pakai kepada operator kantor Anda."
)
EXPIRED = (
    "Kata sandi sekali pakai ini sudah lewat masa berlakunya. "
    "Minta yang baru dari operator kantor Anda."
)
NO_GUESS_LEFT = "Kata sandi salah terlalu sering. Coba lagi pukul {until}."


class SignInForm(AuthenticationForm):
    """Short name or NIP, password, and whether others use this computer too."""

    shared = forms.BooleanField(required=False)

    error_messages = {"invalid_login": MISMATCH, "inactive": MISMATCH}

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse a slip that lay about for too long; only who holds it is told."""
        super().confirm_login_allowed(user)
        if passwords.is_expired(user, self.request.now):
            raise forms.ValidationError(EXPIRED, code="expired")


class OwnPasswordForm(PasswordChangeForm):
    """The person's own new password; with it the one-time password has done its service."""

    error_messages = {
        "password_incorrect": "Kata sandi sekarang tidak cocok. Ketik sekali lagi.",
        "password_mismatch": "Kedua kata sandi baru tidak sama. Ketik keduanya sekali lagi.",
    }

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["old_password"].label = "Kata sandi sekarang"
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        typed = self.cleaned_data["old_password"]
        try:
            is_own = again.is_own(self.request, typed)
        except again.NoGuessLeft as none_left:
            raise forms.ValidationError(no_guess_left(none_left)) from none_left
        if not is_own:
            raise forms.ValidationError(self.error_messages["password_incorrect"])
        return typed

    def clean_new_password1(self) -> str:
        """Refuse the present one again; whether it is that is told only to who knows it."""
        typed = self.cleaned_data["new_password1"]
        if typed == self.cleaned_data.get("old_password"):
            raise forms.ValidationError("Pilih kata sandi yang lain daripada yang sekarang.")
        return typed

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = False
        return super().save(commit)


def no_guess_left(error: again.NoGuessLeft) -> str:
    return NO_GUESS_LEFT.format(until=timezone.localtime(error.until).strftime("%H.%M"))
