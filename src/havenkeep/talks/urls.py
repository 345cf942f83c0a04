"""Addresses of talks and of lists from learning platforms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from havenkeep.talks.views import attending, bringing, talks

app_name = "talks"
_TALKS = "homes/<slug:ref>/training/talks/"
_IMPORT = "homes/<slug:ref>/training/import/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("talk/<slug:token>/", attending.here, name="here"),
    path(_TALKS, talks.talks, name="talks"),
    path(_TALKS + "new/", talks.new, name="new"),
    path(_TALKS + "guide/", talks.guide, name="guide"),
    path(_TALKS + "guide/file/", talks.guide_file, name="guide_file"),
    path(_TALKS + "<slug:talk>/", talks.talk, name="talk"),
    path(_TALKS + "<slug:talk>/details/", talks.details, name="details"),
    path(_TALKS + "<slug:talk>/calling-off/", talks.calling_off, name="calling_off"),
    path(_TALKS + "<slug:talk>/calendar/", talks.calendar, name="calendar"),
    path(_TALKS + "<slug:talk>/sheet/", talks.sheet, name="sheet"),
    path(_TALKS + "<slug:talk>/poster/", talks.poster, name="poster"),
    path(_TALKS + "<slug:talk>/code/", talks.code, name="code"),
    path(_TALKS + "<slug:talk>/attendance/", attending.attendance, name="attendance"),
    path(_TALKS + "<slug:talk>/names/<int:written>/", attending.written_name, name="written_name"),
    path(_TALKS + "<slug:talk>/closing/", attending.closing, name="closing"),
    path(_IMPORT, bringing.choose, name="import"),
    path(_IMPORT + "<slug:listed>/", bringing.preview, name="import_preview"),
    path(_IMPORT + "<slug:listed>/columns/", bringing.columns, name="import_columns"),
    path(_IMPORT + "<slug:listed>/courses/", bringing.courses, name="import_courses"),
    path(_IMPORT + "<slug:listed>/names/", bringing.names, name="import_names"),
    path(_IMPORT + "<slug:listed>/report/", bringing.report, name="import_report"),
]
