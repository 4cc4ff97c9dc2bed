from django.urls import path

from workflow.views import achievement, archive, enter, form, inbox, indicators, report, review, sop
from workflow.views import submission as record

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("berkas/", record.submissions, name="submissions"),
    path("berkas/buka/", record.open_period, name="open_period"),
    path("berkas/<int:pk>/", record.submission, name="submission"),
    path("berkas/<int:pk>/input/", enter.enter, name="enter"),
    path("berkas/<int:pk>/koreksi/", review.review, name="review"),
    path("berkas/<int:pk>/koreksi/setujui/", review.approve, name="approve"),
    path("berkas/<int:pk>/dokumentasi/", archive.archive, name="archive"),
    path("berkas/<int:pk>/laporan/", report.report, name="report"),
    path("formulir/<int:pk>/", form.form, name="form"),
    path("indikator/", indicators.indicators, name="indicators"),
    path("capaian/", achievement.achievement_latest, name="achievement_latest"),
    path("capaian/<int:year>/", achievement.achievement, name="achievement"),
    path("sop/", sop.sop, name="sop"),
    path("sop/revisi/", sop.sop_revise, name="sop_revise"),
]
