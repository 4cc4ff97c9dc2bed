"""The SOP at the administrator's desk: what no record uses yet can still be mended."""

from django.contrib import admin
from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from kinerja.admin import UsedStays, UsedStaysInline
from workflow.forms.sop import FourSteps
from workflow.models import STEP_NUMBERS, Disruption, Holiday, Mail, Sop, SopStep, WorkHours
from workflow.sop import STEP_FIELDS


def is_used(sop: Sop) -> bool:
    return sop.submissions.exists()


class FourStepsInline(FourSteps, BaseInlineFormSet):
    """The four rows of one revision, judged as on the page that makes revisions."""


class SopStepInline(UsedStaysInline, admin.StackedInline):
    model = SopStep
    formset = FourStepsInline
    min_num = max_num = len(STEP_NUMBERS)
    fields = STEP_FIELDS
    is_used = staticmethod(is_used)

    def has_add_permission(self, request: HttpRequest, obj: Sop | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Sop | None = None) -> bool:
        return False


@admin.register(Sop)
class SopAdmin(UsedStays, admin.ModelAdmin):
    """A new revision is entered on the SOP's own page, which prefills it and writes it down."""

    list_display = ("name", "effective_on", "unit", "office", "revision_reason")
    list_filter = ("unit",)
    list_select_related = ("unit",)
    inlines = (SopStepInline,)
    is_used = staticmethod(is_used)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Sop | None = None) -> bool:
        return False


class OnlyRead:
    """What is written elsewhere, and here only looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(WorkHours, Holiday, Disruption)
class CalendarFactAdmin(OnlyRead, admin.ModelAdmin):
    """What was ever known of the calendars, withdrawn facts too; kept at /kantor/kalender/."""

    list_display = ("__str__", "unit", "recorded_at", "recorded_by", "withdrawn_at")
    list_filter = ("unit",)
    list_select_related = ("unit", "recorded_by")


@admin.register(Mail)
class MailAdmin(OnlyRead, admin.ModelAdmin):
    """The outbox, to be read: what waits, what was sent, and why something was not."""

    list_display = (
        "subject",
        "to",
        "created_at",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "last_error",
    )
    list_filter = ("sent_at",)
