"""A form taken along as a workbook, and brought back: what people do with it on the screen."""

from html import unescape
from re import findall

from django.core.files.uploadedfile import SimpleUploadedFile
from play import HIDDEN, Player
from reading import words

from kinerja.models import Realisation


def taken(url: str, of) -> bytes:
    """Take the form along."""
    answer = Player(of).client.get(f"{url}excel/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xlsx"')
    return answer.content


def brought(url: str, *files: bytes, of, names: tuple[str, ...] = ()):
    """Bring files back, and give the raw answer."""
    names = names or tuple(f"formulir-{number}.xlsx" for number, _ in enumerate(files))
    uploads = [SimpleUploadedFile(name, file) for name, file in zip(names, files, strict=True)]
    return Player(of).client.post(f"{url}unggah/", {"file": uploads})


def seen(url: str, *files: bytes, of) -> str:
    answer = brought(url, *files, of=of)
    assert answer.status_code == 200, words(answer.content.decode())
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    """Collect what the preview's own form posts."""
    part = page[page.index('method="post" action="') :]
    found = findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', part)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def confirmed(url: str, page: str, verb: str, *, of, **more):
    assert HIDDEN.search(page)
    return Player(of).client.post(url, {**hidden(page), "verb": verb, **more})


def value(code: str = "1.1") -> Realisation | None:
    return Realisation.objects.filter(line__code=code).first()
