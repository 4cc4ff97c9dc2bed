"""What the operator types about people, positions, assignments and the office."""

from collections.abc import Collection, Mapping

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.db.models import QuerySet

from kinerja.form_parts import columns, day_input, plain_helper
from kinerja.keeping import people, positions
from kinerja.keeping.assignments import ASSIGNMENT_FIELDS
from kinerja.keeping.people import PERSON_FIELDS
from kinerja.keeping.positions import POSITION_FIELDS
from kinerja.models import Assignment, Position, Role, Unit, User

GIVEN_ROLES = [(role.value, role.label) for role in Role if role != Role.ADMINISTRATOR]
LETTER_HELP = "Untuk Plh. dan Plt.; kosong berarti menyusul."


class KeptForm(forms.ModelForm):
    """The fields of one thing, each read by itself; the whole is judged where it is written.

    There it stands under the lock of its unit, and a repeated press meets its own token.
    """

    def _post_clean(self) -> None:
        """Leave the instance as it is stored."""

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Show what the writing refused, at its field."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


class PersonForm(KeptForm):
    class Meta:
        model = User
        fields = PERSON_FIELDS
        help_texts = {
            "username": "Untuk masuk: huruf kecil, angka, titik. Misalnya kasi.pmd.",
            "identity_number": "18 angka; kosong untuk yang tanpa nomor induk.",
            "rank": "Misalnya Penata Tingkat I, III/d; boleh kosong.",
            "is_active": "Akun yang tidak aktif tidak dapat masuk; riwayatnya tetap.",
        }

    helper = plain_helper(
        columns("name", "username"),
        columns("identity_kind", "identity_number"),
        "rank",
        "is_active",
    )


class PositionForm(KeptForm):
    class Meta:
        model = Position
        fields = POSITION_FIELDS
        help_texts = {
            "title": "Seperti tercetak pada lembar.",
            "role": "Peran pemegangnya; dari sini program tahu bahwa kursinya kosong.",
        }

    helper = plain_helper(columns("title", "short_label"), columns("role", "section"), "superior")

    def __init__(self, *args, unit: Unit, default: Position | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "tanpa peran"), *GIVEN_ROLES]
        self.fields["section"].queryset = unit.sections.all()
        self.fields["section"].empty_label = "tidak di seksi/subbagian"
        above = self.fields["superior"]
        above.queryset = positions.kept(unit).exclude(pk=self.instance.pk)
        above.empty_label = f"tanpa isian: {default or 'tidak ada atasan'}"


class AssignmentForm(KeptForm):
    class Meta:
        model = Assignment
        fields = ASSIGNMENT_FIELDS
        widgets = {"start": day_input(), "end": day_input()}
        help_texts = {
            "letter": LETTER_HELP,
            "section": "Untuk peran seksi; kosong berarti seksi jabatannya.",
            "end": "Hari terakhir, ikut berlaku. Wajib untuk Plh., Plt., dan APIP.",
        }

    helper = plain_helper(
        columns("user", "position"),
        columns("role", "section"),
        columns("tenure", "letter"),
        columns("start", "end"),
    )

    def __init__(self, *args, unit: Unit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        person, position = self.fields["user"], self.fields["position"]
        person.label, person.empty_label = "Orang", "pilih orang"
        person.queryset = people.kept(unit)
        person.label_from_instance = named
        position.queryset, position.empty_label = positions.kept(unit), "pilih jabatan"
        self.fields["role"].required = False
        self.fields["role"].choices = [("", "seperti jabatannya"), *GIVEN_ROLES]
        self.fields["section"].queryset = unit.sections.all()
        self.fields["section"].empty_label = "seperti jabatannya"


def named(person: User) -> str:
    away = "" if person.is_active else ", tidak aktif"
    return f"{person.name} ({person.username}{away})"


class ActingForm(KeptForm):
    """Whom an official leaves the own seat to, and on which days."""

    end = forms.DateField(label="Sampai dengan", widget=day_input())

    class Meta:
        model = Assignment
        fields = ("user", "start", "end", "letter")
        widgets = {"start": day_input()}
        help_texts = {"letter": "Kosong berarti menyusul."}

    helper = plain_helper("user", columns("start", "end"), "letter")

    def __init__(self, *args, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["user"]
        person.label, person.empty_label, person.queryset = "Orang", "pilih orang", people
        person.label_from_instance = named


class EndForm(KeptForm):
    """The last day of an assignment that runs."""

    end = forms.DateField(label="Hari terakhir", widget=day_input())

    class Meta:
        model = Assignment
        fields = ("end",)

    helper = plain_helper("end")


class QualificationForm(forms.Form):
    """The qualifications that the SOP in force asks for, ticked or not."""

    texts = forms.MultipleChoiceField(
        label="Kualifikasi pelaksana menurut SOP",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    helper = plain_helper("texts")

    def __init__(self, *args, offered: Collection[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texts"].choices = [(text, text) for text in offered]

    def refuse(self, errors: Mapping[str, str]) -> None:
        for text in errors.values():
            self.add_error("texts", text)


class PaperForm(KeptForm):
    class Meta:
        model = Unit
        fields = ("paper",)

    helper = plain_helper("paper")


class OwnPasswordForm(PasswordChangeForm):
    """The person's own new password; with it the one-time password has done its service."""

    error_messages = {
        "password_incorrect": "Kata sandi sekarang tidak cocok. Ketik sekali lagi.",
        "password_mismatch": "Kedua kata sandi baru tidak sama. Ketik keduanya sekali lagi.",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi sekarang"
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        typed = self.cleaned_data["new_password1"]
        if self.user.check_password(typed):
            raise forms.ValidationError("Pilih kata sandi yang lain daripada yang sekarang.")
        return typed

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = False
        return super().save(commit)
