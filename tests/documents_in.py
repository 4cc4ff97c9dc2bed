"""A planning document in a test's hands: taken out, typed into, uploaded, applied."""

import re
from html import unescape
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from play import Player
from reading import words

from kinerja.models import Agreement
from kinerja.planning.columns import COLUMNS
from kinerja.planning.plan import plan_of

URL = "/kantor/perjanjian/unggah/"
HEAD = {"title": "PK perubahan", "date": "2026-09-01", "reason": "APBD perubahan"}
PLAN = re.compile(r'name="plan" value="([^"]*)"')
PLACES = {column.key: place for place, column in enumerate(COLUMNS, start=1)}
FIRST = 6  # the row below the head of the document


def document(player: Player, agreement: Agreement) -> Workbook:
    answer = player.client.get(f"/kantor/perjanjian/{agreement.pk}/dokumen/")
    return load_workbook(BytesIO(answer.content))


def put(book: Workbook, place: int, **values) -> None:
    """Type into the place-th row of the document."""
    for key, value in values.items():
        key = key.replace("target_", "target-").replace("upper_", "upper-")
        book.active.cell(FIRST + place, PLACES[key]).value = value


def saved(book: Workbook) -> bytes:
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def upload(player: Player, content: bytes | Workbook, *, year: int = 2026, name: str = "pk.xlsx"):
    content = saved(content) if isinstance(content, Workbook) else content
    file = SimpleUploadedFile(name, content)
    return player.client.post(URL, {"verb": "preview", "year": year, "file": file})


def seen(player: Player, book: Workbook, *, year: int = 2026, status: int = 200) -> str:
    answer = upload(player, book, year=year)
    assert answer.status_code == status, words(answer.content.decode())[:600]
    return answer.content.decode()


def press(player: Player, page: str, **fields):
    token = re.search(r'name="token" value="([0-9a-f-]{36})"', page)[1]
    plan = unescape(PLAN.search(page)[1])
    return player.client.post(URL, {"verb": "apply", "token": token, "plan": plan} | fields)


def applied(player: Player, book: Workbook, *, year: int = 2026, **fields) -> Agreement:
    answer = press(player, seen(player, book, year=year), **HEAD | fields)
    assert answer.status_code == 302, words(answer.content.decode())[:900]
    return Agreement.objects.order_by("-pk")[0]


def values(agreement: Agreement) -> list[dict]:
    return [dict(line.values) for line in plan_of(agreement)]
