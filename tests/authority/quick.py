"""Pages that nobody reads stay bare, and names that nobody asks for are not looked up."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

from django.http import HttpRequest
from django.template.backends.django import Template

from workflow import permissions


@contextmanager
def bare_pages() -> Iterator[None]:
    """Set no page: of a refusal its title is left, of everything else nothing."""

    def render(page: Template, context: Mapping | None = None, request: HttpRequest = None) -> str:
        return str(getattr((context or {}).get("refused"), "title", ""))

    with mock.patch.object(Template, "render", render):
        yield


def names_not_asked():
    """Who could do it instead is named at four more questions a cell, and judged elsewhere."""
    return mock.patch.object(permissions, "whose", lambda *_, **__: "orang lain")
