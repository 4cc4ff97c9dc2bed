"""The project's addresses, and a bare view to compare with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from kinerja.models import Unit

TEMPLATE = Template("{% for unit in units %}<p>{{ unit.name }}</p>{% endfor %}")


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Run one query and render one template."""
    return HttpResponse(TEMPLATE.render(Context({"units": Unit.objects.all()[:50]})))


urlpatterns = [path("bare/", bare), path("", include("kinerja.urls"))]
