"""What was typed into a page whose session had ended: sealed into the sign-in page, and back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from kinerja.field_words import told

SALT = "kinerja.signin.kept"
LONGEST_KEPT = 24 * 60 * 60
# Fields that carry nothing to be read: how the page is bound, and what was on screen.
BINDING = frozenset({"csrfmiddlewaretoken", "token", "verb", "seen", "confirmed_period"})
BINDING_BEGINS = ("seen-", "shown-", "wseen-", "wshown-")


@dataclass(frozen=True)
class Kept:
    """One press that met no session: where it went, whose it was (None: unknown), what it held."""

    path: str
    page: str
    owner: int | None
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """List what a person typed or chose, in the words of the screens."""
        return tuple(told(name, text) for name, text in self.fields if is_typed(name, text))


def is_typed(name: str, text: str) -> bool:
    return bool(text.strip()) and name not in BINDING and not name.startswith(BINDING_BEGINS)


def of(request: HttpRequest, owner: int | None) -> Kept:
    """Read a press; passwords are never kept."""
    return Kept(
        path=request.get_full_path(),
        page=page_of(request),
        owner=owner,
        fields=tuple(
            (name, text)
            for name, texts in request.POST.lists()
            for text in texts
            if name != "csrfmiddlewaretoken" and "password" not in name
        ),
        files=tuple(file.name for _, files in request.FILES.lists() for file in files),
    )


def page_of(request: HttpRequest) -> str:
    """Name the page that the press came from, as the browser told; else where it went."""
    told = urlsplit(request.META.get("HTTP_REFERER", ""))
    is_ours = told.netloc == request.get_host() and not told.path.startswith("//")
    if not is_ours or told.path == reverse("login"):
        return request.get_full_path()
    return f"{told.path}?{told.query}" if told.query else told.path


def seal(kept: Kept) -> str:
    return signing.dumps(asdict(kept), salt=SALT, compress=True)


def opened(text: str) -> Kept | None:
    """Open what the sign-in page carried; None where nothing, or not of our making."""
    try:
        content: Mapping = signing.loads(text, salt=SALT, max_age=LONGEST_KEPT)
    except signing.BadSignature:
        return None
    pairs = tuple((name, value) for name, value in content["fields"])
    return Kept(**{**content, "fields": pairs, "files": tuple(content["files"])})
