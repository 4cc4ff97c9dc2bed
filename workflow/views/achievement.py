from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinerja import access, chapter
from kinerja import year as years
from kinerja.choosing import AgreementChoice, choose_agreement, choose_unit, choose_year
from kinerja.keys import key
from kinerja.models import Quarter
from kinerja.tables_out import chapter as tables_out_chapter
from kinerja.tables_out import year as tables_out
from workflow.screens import summary, summary_picture
from workflow.views.download import download, download_book, wanted


@require_GET
def achievement(request: HttpRequest, year: int) -> HttpResponse:
    """Ringkasan of a unit's year and, below it, the year; ?bentuk=xlsx, csv, png or bab3a: a file.

    It is measured against the agreement in force at the year's end; `?triwulan=` chooses the period
    of the summary, and `?lembar=ringkasan` shows it alone, to be printed on one sheet.
    """
    choice = choose_unit(request)
    agreements = choose_year(choice.unit, year)
    if request.GET.get("bentuk") == "bab3a":
        return linked_chapter(request, agreements)
    shown, form = agreements.agreement, wanted(request)
    sheet = years.read(shown, key(request.GET.get("triwulan"))) if shown else None
    if sheet and form:
        return download(request, tables_out.table_file(sheet, choice.unit, at=request.now), form)
    ringkasan = summary.read(choice.unit, sheet, at=request.now) if sheet else None
    if request.GET.get("bentuk") == "png":
        return picture(ringkasan)
    context = {
        "choice": choice,
        "agreements": agreements,
        "year": year,
        "sheet": sheet,
        "ringkasan": ringkasan,
        "is_alone": request.GET.get("lembar") == "ringkasan" and ringkasan is not None,
        "compares": access.reads_several_units(request.duties),
        "now": request.now,
        "take_along": f"?unit={choice.unit.code}&" if choice.has_others else "?",
        "section": "achievement_latest",
    }
    return render(request, "workflow/achievement.html", context)


def picture(ringkasan: summary.Ringkasan | None) -> HttpResponse:
    """Answer with the summary as a picture. Raises Http404 where the year has no value yet."""
    if ringkasan is None:
        raise Http404("no summary to draw")
    period = ringkasan.summary.table.period
    name = f"ringkasan-{ringkasan.unit.code}-{period.year}-{period.quarter}.png"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    drawn = summary_picture.draw(ringkasan)
    return HttpResponse(drawn, content_type="image/png", headers=headers)


def linked_chapter(request: HttpRequest, agreements: AgreementChoice) -> HttpResponse:
    """Answer with BAB III.A for the linked SOP. Raises Http404 where the year has no value yet."""
    agreement = agreements.agreement
    last = key(request.GET.get("triwulan")) or Quarter.YEAR
    found = chapter.read(agreement, last) if agreement else None
    if found is None:
        raise Http404("no values to lay out")
    laid = tables_out_chapter.book_file(found, agreement.unit, at=request.now)
    return download_book(laid, at=request.now)


@require_GET
def achievement_latest(request: HttpRequest) -> HttpResponse:
    """Lead to the latest year that has an agreement."""
    choice = choose_unit(request)
    latest = choose_agreement(request, choice.unit).agreement
    year = latest.year if latest else timezone.localdate(request.now).year
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("achievement", args=[year]) + query)
