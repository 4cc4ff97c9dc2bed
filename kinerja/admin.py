"""The administrator's desk at /pengelola/: people, places, and what is to be measured.

Reference data, and the outbox to be read. No value, record or journal entry is registered, here or
in workflow/admin.py.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kinerja import clock, numbers
from kinerja.form_parts import FigureField
from kinerja.journal import ClockFault
from kinerja.keeping import office
from kinerja.models import (
    Agreement,
    Assignment,
    Indicator,
    Line,
    Objective,
    Period,
    Position,
    Predicate,
    PredicateScale,
    Section,
    Target,
    Unit,
    User,
)
from kinerja.usage import is_line_used, is_scale_used, is_used, unused_agreements

admin.site.site_header = "Pengelola Pengumpulan Data Kinerja"
if settings.IS_LAN:
    admin.site.site_header += " · tanpa https: hanya di jaringan kantor"
admin.site.site_title = "Pengelola"
admin.site.index_title = "Data acuan"
# Rights come from assignments, never from Django's groups.
admin.site.unregister(Group)

OF_A_UNIT = (Section, Position, Indicator)


FIGURES = {models.DecimalField: {"form_class": FigureField}}


def exact_figure(name: str, label: str) -> Callable:
    """Make a column that shows a figure without the zeros of its database column."""

    @admin.display(description=label)
    def shown(_admin: admin.options.BaseModelAdmin, thing: models.Model) -> str:
        return numbers.exact(getattr(thing, name)) or "–"

    return shown


def with_unit(thing: Section | Position | Indicator) -> str:
    return f"{thing.unit}: {thing}"


def with_agreement(objective: Objective) -> str:
    return f"{objective.agreement}: {objective}"


class OfficeAdmin(admin.ModelAdmin):
    """Reference data; a choice says whose it is, and its unit stays once chosen."""

    formfield_overrides = FIGURES
    fixed = ()

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple:
        return self.fixed if obj else ()

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **options):
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.related_model in OF_A_UNIT:
            field.queryset = field.queryset.select_related("unit")
            field.label_from_instance = with_unit
        return field


class UsedStays:
    """What a value or a record rests on is shown, and neither changed nor deleted."""

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self.rests(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not self.rests(obj)

    def rests(self, obj: models.Model | None) -> bool:
        return obj is not None and obj.pk is not None and self.is_used(obj)


class UsedStaysInline(UsedStays):
    """The parts of what stays: none is added either; `obj` is what they are parts of."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_add_permission(request, obj) and not self.rests(obj)


class FirstPasswordForm(UserCreationForm):
    """The password of a new account, known to who typed it until the person changes it."""

    def save(self, commit: bool = True) -> User:
        self.instance.must_change_password = True
        self.instance.password_set_at = clock.now()
        return super().save(commit)


class GivenPasswordForm(AdminPasswordChangeForm):
    """A new password that another person typed, to be changed at the next sign-in."""

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = True
        self.user.password_set_at = clock.now()
        return super().save(commit)


@admin.register(User)
class AccountAdmin(UserAdmin):
    add_form = FirstPasswordForm
    change_password_form = GivenPasswordForm
    identity = ("name", "identity_kind", "identity_number", "rank", "email")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Orang", {"fields": identity}),
        ("Akses", {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Orang", {"fields": identity}),
    )
    list_display = ("username", "name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser", "assignments__unit")
    search_fields = ("username", "name", "identity_number")
    ordering = ("username",)
    filter_horizontal = ()


@admin.register(Unit)
class UnitAdmin(OfficeAdmin):
    """Units and their rules, the small-office rule too; each change is in the unit's chain."""

    list_display = ("name", "code", "regency", "paper", "small_office")

    def save_model(self, request: HttpRequest, obj: Unit, form: ModelForm, change: bool) -> None:
        office.administer(obj, by=request.user, at=request.now)

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ClockFault:
            messages.error(request, "Jam server lebih awal daripada catatan terakhir.")
            return redirect(request.path)


@admin.register(Section)
class SectionAdmin(OfficeAdmin):
    list_display = ("name", "unit", "short_label", "order")
    list_filter = ("unit",)
    fixed = ("unit",)


@admin.register(Position)
class PositionAdmin(OfficeAdmin):
    list_display = ("title", "unit", "section", "superior")
    list_filter = ("unit",)
    list_select_related = ("unit", "section", "superior")
    search_fields = ("title", "short_label")
    fixed = ("unit",)


@admin.register(Assignment)
class AssignmentAdmin(OfficeAdmin):
    list_display = ("user", "position", "role", "unit", "section", "start", "end")
    list_filter = ("unit", "role")
    list_select_related = ("user", "position", "unit", "section")
    search_fields = ("user__username", "user__name", "position__title")


@admin.register(Period)
class PeriodAdmin(OfficeAdmin):
    list_display = ("__str__", "forms_back", "report_due", "data_frozen")
    list_filter = ("year",)
    fixed = ("year", "quarter")


class ObjectiveInline(UsedStaysInline, admin.TabularInline):
    model = Objective
    is_used = staticmethod(is_used)


@admin.register(Agreement)
class AgreementAdmin(UsedStays, OfficeAdmin):
    list_display = ("title", "year", "version", "unit", "date")
    list_filter = ("unit", "year")
    list_select_related = ("unit",)
    inlines = (ObjectiveInline,)
    is_used = staticmethod(is_used)


@admin.register(Indicator)
class IndicatorAdmin(OfficeAdmin):
    list_display = ("name", "unit", "data_source")
    list_filter = ("unit",)
    list_select_related = ("unit",)
    search_fields = ("name",)
    fixed = ("unit",)


class TargetInline(UsedStaysInline, admin.TabularInline):
    model = Target
    formfield_overrides = FIGURES
    is_used = staticmethod(is_line_used)
    shown_value = exact_figure("value", "target")
    shown_upper = exact_figure("upper", "batas atas rentang")
    readonly_fields = ("shown_value", "shown_upper")

    def get_fields(self, request: HttpRequest, obj: Line | None = None) -> tuple[str, ...]:
        if self.rests(obj):
            return ("quarter", "shown_value", "shown_upper", "predicate")
        return ("quarter", "value", "upper", "predicate")


@admin.register(Line)
class LineAdmin(UsedStays, OfficeAdmin):
    list_display = ("code", "indicator", "agreement", "section", "satuan", "kind", "schedule")
    list_filter = ("agreement__unit", "agreement__year")
    list_select_related = ("indicator", "agreement__unit", "section")
    inlines = (TargetInline,)
    is_used = staticmethod(is_line_used)

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **options):
        """Offer only agreements that may still change, and their sasaran."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "agreement":
            field.queryset = unused_agreements().select_related("unit")
        if db_field.name == "objective":
            mutable = Objective.objects.filter(agreement__in=unused_agreements())
            field.queryset = mutable.select_related("agreement__unit")
            field.label_from_instance = with_agreement
        return field


class PredicateInline(UsedStaysInline, admin.TabularInline):
    model = Predicate
    formfield_overrides = FIGURES
    is_used = staticmethod(is_scale_used)
    shown_score = exact_figure("score", "nilai")
    readonly_fields = ("shown_score",)

    def get_fields(self, request: HttpRequest, obj: PredicateScale | None = None) -> tuple:
        return ("rank", "label", "shown_score" if self.rests(obj) else "score")


@admin.register(PredicateScale)
class PredicateScaleAdmin(UsedStays, OfficeAdmin):
    inlines = (PredicateInline,)
    is_used = staticmethod(is_scale_used)
