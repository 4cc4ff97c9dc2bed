"""Load the SOP sheet as it was signed; what the sheet leaves blank stays blank."""

from datetime import date

from django.db import migrations

IDENTITY = {
    "name": "SOP Pengumpulan Data Kinerja",
    "office": "Kecamatan Suak Midai, Kabupaten Natuna",
    "effective_on": date(2022, 1, 1),
    "legal_basis": "\n".join(
        [
            "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
            "Pemerintah",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 "
            "Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata "
            "Cara Reviu atas Laporan Kinerja Instansi Pemerintah",
            "Peraturan Daerah Nomor 16 Tahun 2021 tentang Pembentukan dan Susunan Perangkat Daerah",
            "Peraturan Bupati Natuna Nomor 5 Tahun 2022 tentang Susunan Organisasi, Tugas dan "
            "Fungsi serta Tata Kerja Kecamatan Kabupaten Natuna",
        ]
    ),
    "qualifications": "\n".join(
        [
            "Mengetahui tugas dan fungsi sistem dan prosedur pemerintahan",
            "Mempunyai keterampilan komputer",
            "Mengetahui cara menganalisa data",
        ]
    ),
    "related": "SOP Laporan Kinerja",
    "equipment": "Lembar Disposisi\nKomputer dan Printer\nJaringan Internet",
    "warning": "Apabila pengumpulan data kinerja tidak dilakukan akan mempengaruhi proses "
    "penyusunan laporan kinerja",
    "recording": "Disimpan sebagai data elektronik dan manual",
}

STEPS = (
    {
        "number": 1,
        "title": "Distribusi formulir",
        "activity": "Menyiapkan data Perangkat Daerah sesuai dokumen perencanaan yang akan diukur "
        "kinerjanya, dan memerintahkan pelaksana untuk menyiapkan formulir dan "
        "mendistribusikannya",
        "actor": "section_head",
        "actor_title": "Kepala Seksi",
        "equipment": "ATK",
        "amount": 15,
        "amount_unit": "minutes",
        "basis": "once",
        "output": "Form data kinerja",
    },
    {
        "number": 2,
        "title": "Input realisasi",
        "activity": "Kasubag Perencanaan menginput data kinerja berdasarkan realisasi kegiatan "
        "perangkat daerah ke dalam aplikasi untuk dikoreksi",
        "actor": "planning_head",
        "actor_title": "Kasubag Perencanaan",
        "equipment": "Komputer/laptop, internet",
        "amount": 1,
        "amount_unit": "working_days",
        "basis": "once",
        "output": "Data realisasi kinerja",
    },
    {
        "number": 3,
        "title": "Koreksi",
        "activity": "Mengoreksi draft laporan pengukuran data kinerja dan memeriksa hasil input "
        "data kinerja perangkat daerah",
        "actor": "secretary",
        "actor_title": "Sekcam",
        "equipment": "Komputer/laptop, internet",
        "amount": 90,
        "amount_unit": "minutes",
        "basis": "per_unit",
        "output": "Data realisasi kinerja",
    },
    {
        "number": 4,
        "title": "Pendokumentasian digital",
        "activity": "Melakukan pendokumentasian secara digital melalui aplikasi",
        "actor": "archivist",
        "actor_title": "Admin e-kejab",
        "equipment": "Komputer/laptop, internet",
        "amount": 30,
        "amount_unit": "minutes",
        "basis": "per_unit",
        "output": "Laporan realisasi kinerja",
    },
)


def load(apps, _schema_editor) -> None:
    sop = apps.get_model("workflow", "Sop").objects.create(unit=None, **IDENTITY)
    step = apps.get_model("workflow", "SopStep")
    step.objects.bulk_create(step(sop=sop, **content) for content in STEPS)


def unload(apps, _schema_editor) -> None:
    apps.get_model("workflow", "Sop").objects.filter(unit=None).delete()


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
