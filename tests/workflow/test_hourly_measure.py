"""How much one person may upload and have made within an hour: the rest waits, nothing is lost."""

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
    """Twenty small uploads, and two files made, are the hour's measure."""
    settings.UPLOAD_MB_PER_HOUR, settings.FILES_PER_HOUR = 1, 2
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


def test_beyond_the_hours_measure_no_file_is_made_and_pages_go_on(office):
    """Drafts, tables and workbooks are counted together; whoever reads pages is not counted."""
    record = office.entering()
    kasubag = Player(office.kasubag)
    here = f"/berkas/{record.pk}/"
    for made in (f"{here}?bentuk=xlsx", f"{here}excel/"):
        assert kasubag.client.get(made)["Content-Disposition"].startswith("attachment")
    for refused in (f"{here}laporan/?bentuk=pdf", f"{here}excel/"):
        answer = kasubag.client.get(refused)
        text = words(answer.content.decode())
        assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
        assert "Terlalu banyak berkas diminta" in text and "jam berikutnya" in text
    assert Attempts.objects.get().count == 2
    kasubag.see(f"{here}laporan/")
    assert attach(kasubag, record).status_code == 302
    assert Player(office.sekcam).client.get(f"{here}excel/").status_code == 200
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert kasubag.client.get(f"{here}excel/").status_code == 200
