from django import forms
from django.contrib.auth.forms import AuthenticationForm

# The same words whoever was named: they tell nobody which accounts there are.
MISMATCH = (
    "Nama pendek atau NIP tidak cocok dengan kata sandinya. "
    "Periksa huruf besar dan kecilnya, lalu coba lagi."
)


class SignInForm(AuthenticationForm):
    """Short name or NIP, password, and whether others use this computer too."""

    shared = forms.BooleanField(required=False)

    error_messages = {"invalid_login": MISMATCH, "inactive": MISMATCH}
