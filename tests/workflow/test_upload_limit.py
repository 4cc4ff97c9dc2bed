"""How much one person may upload within an hour: what is beyond is refused, and nothing is lost."""

from datetime import timedelta

import make
import papers
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from play import Player
from reading import words

from kinerja.models import Evidence
from workflow.models import Attempts

NOW = make.at("2026-10-05 09:00")


@pytest.fixture(autouse=True)
def one_megabyte(settings):
    """Twenty small uploads are the hour's measure."""
    settings.UPLOAD_MB_PER_HOUR = 1
    with time_machine.travel(NOW, tick=False):
        yield


def attach(player, record, text="pertama"):
    file = SimpleUploadedFile("rekap.pdf", papers.pdf(text), "application/pdf")
    here, typed = f"/berkas/{record.pk}/lampirkan/", {"row": ["1.1"], "title": "Rekap & daftar"}
    return player.press(f"/berkas/{record.pk}/input/", "attach", post_to=here, file=file, **typed)


def test_beyond_the_hours_measure_nothing_is_stored_and_nothing_lost(office):
    record = office.entering()
    kasubag = Player(office.kasubag)
    assert attach(kasubag, record).status_code == 302
    Attempts.objects.update(count=1000)
    refused = attach(kasubag, record)
    text = words(refused.content.decode())
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "Terlalu banyak unggahan" in text and "Rekap & daftar" in text
    assert Evidence.objects.count() == 1
    assert Attempts.objects.get().count == 1000
    part = f"/berkas/{record.pk}/lampirkan/bagian/?kunci=0123456789abcdef&mulai=0"
    told = kasubag.client.put(part, b"x" * 500, content_type="application/octet-stream")
    assert told.status_code == 429 and "Tunggu sampai jam berikutnya" in told.json()["reason"]
    # Others are not held up, nor is what brings no file, nor the next hour.
    assert attach(Player(office.sekcam), record).status_code != 429
    assert kasubag.client.post(f"/berkas/{record.pk}/input/", {"verb": "x"}).status_code == 400
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert attach(kasubag, record, "kedua").status_code == 302


def test_an_upload_weighs_what_it_is_and_no_name_is_kept(office):
    record = office.entering()
    kasubag = Player(office.kasubag)
    part = f"/berkas/{record.pk}/lampirkan/bagian/?kunci=0123456789abcdef&mulai="
    for start in (0, 200 * 1024):
        sent = kasubag.client.put(
            f"{part}{start}", bytes(200 * 1024), content_type="application/octet-stream"
        )
        assert sent.status_code == 200
    counted = Attempts.objects.get()
    assert counted.count == 400
    assert len(counted.address) == 64
