from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import access
from kinerja.keeping import scales as keeping
from kinerja.keeping.scale_forms import ScaleForm
from kinerja.policies import Policies
from workflow.press import Answer
from workflow.views.desk import desk, keep, page, posted


@require_http_methods(["GET", "POST"])
def scale(request: HttpRequest) -> HttpResponse:
    """The scale of categories and the cap of averages: what stands, since when, and the next."""
    at = desk(request)
    year = keeping.first_open_year(request.now)
    kept = Policies([at.unit.pk])
    form = ScaleForm(
        posted(request, "keep_scale"),
        unit=at.unit,
        policy=kept.of(at.unit.pk, year),
        year=year,
        for_all=access.sees_every_unit(request.duties),
    )

    def act() -> Answer:
        owner = form.owner(at.unit)
        made = keeping.keep_scale(form.cleaned_data, form.typed_rows(), unit=owner, **at.who)
        text = f"Skala kategori mulai {made.first_year} disimpan."
        return Answer(reverse("scale") + at.query, text)

    return keep(request, form, act) or page(
        request,
        "scale",
        at,
        form=form,
        year=year,
        standing=kept.of(at.unit.pk, year),
        listed=[*kept.listed(at.unit.pk), *kept.listed(None)],
    )
