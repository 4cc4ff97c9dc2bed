"""The operator's screens, under /kantor/."""

from django.urls import path

from workflow.views import (
    agreements,
    assignments,
    calendar,
    line,
    office,
    people,
    planning,
    positions,
    scale,
)

urlpatterns = [
    path("", office.office, name="office"),
    path("orang/", people.people, name="people"),
    path("orang/baru/", people.person_new, name="person_new"),
    path("orang/<int:pk>/", people.person, name="person"),
    path("orang/<int:pk>/kata-sandi/", people.person_password, name="person_password"),
    path("jabatan/", positions.positions, name="positions"),
    path("jabatan/baru/", positions.position_new, name="position_new"),
    path("jabatan/<int:pk>/", positions.position, name="position"),
    path("penugasan/", assignments.assignments, name="assignments"),
    path("penugasan/baru/", assignments.assignment_new, name="assignment_new"),
    path("penugasan/<int:pk>/", assignments.assignment, name="assignment"),
    path("perjanjian/", agreements.agreements, name="agreements"),
    path("perjanjian/baru/", agreements.agreement_new, name="agreement_new"),
    path("perjanjian/unggah/", planning.planning, name="planning"),
    path("perjanjian/format/", planning.planning_template, name="planning_template"),
    path("perjanjian/<int:pk>/", agreements.agreement, name="agreement"),
    path("perjanjian/<int:pk>/dokumen/", planning.planning_document, name="planning_document"),
    path("perjanjian/<int:pk>/perubahan/", agreements.agreement_amend, name="agreement_amend"),
    path("perjanjian/<int:pk>/sasaran/baru/", agreements.objective_new, name="objective_new"),
    path("perjanjian/<int:pk>/baris/baru/", line.line_new, name="line_new"),
    path("sasaran/<int:pk>/", agreements.objective, name="objective"),
    path("baris/<int:pk>/", line.line, name="line"),
    path("skala/", scale.scale, name="scale"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/jam-kerja/", calendar.calendar_hours, name="calendar_hours"),
    path("kalender/jam-khusus/", calendar.calendar_special, name="calendar_special"),
    path(
        "kalender/jam-kerja/<int:pk>/",
        calendar.calendar_hours_change,
        name="calendar_hours_change",
    ),
    path("kalender/libur/", calendar.calendar_holiday, name="calendar_holiday"),
    path(
        "kalender/libur/<int:pk>/",
        calendar.calendar_holiday_change,
        name="calendar_holiday_change",
    ),
    path("kalender/gangguan/", calendar.calendar_disruption, name="calendar_disruption"),
    path("indikator/baru/", line.indicator_new, name="indicator_new"),
    path("indikator/<int:pk>/", line.indicator, name="indicator"),
]
