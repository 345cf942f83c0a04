"""Addresses of lessons: a learner's own pages, and what a home keeps of quizzes on paper and translations."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.lessons.views import own, paper, quiz, translations

app_name = "lessons"
urlpatterns: list[URLPattern] = [
    path("me/", own.me, name="me"),
    path("me/worker.js", own.worker, name="worker"),
    path("me/offline/", own.offline, name="offline"),
    path("me/<slug:person>/", own.start, name="start"),
    path("me/<slug:person>/language/", own.language, name="language"),
    path("me/<slug:person>/lessons/<slug:course>/", own.course, name="course"),
    path("me/<slug:person>/lessons/<slug:course>/quiz/", quiz.quiz, name="quiz"),
    path("me/<slug:person>/lessons/<slug:course>/quiz/<slug:attempt>/", quiz.attempt, name="attempt"),
    path("me/<slug:person>/lessons/<slug:course>/<slug:lesson>/", own.lesson, name="lesson"),
    path("homes/<slug:ref>/training/paper-quiz/", paper.papers, name="papers"),
    path("homes/<slug:ref>/training/paper-quiz/<slug:paper>/", paper.paper, name="paper"),
    path("homes/<slug:ref>/training/paper-quiz/<slug:paper>/result/", paper.result, name="paper_result"),
    path("homes/<slug:ref>/training/paper-quiz/<slug:paper>/quiz.pdf", paper.sheet, name="paper_sheet"),
    path("homes/<slug:ref>/training/paper-quiz/<slug:paper>/key.pdf", paper.key, name="paper_key"),
    path("homes/<slug:ref>/training/translations/", translations.translations, name="translations"),
    path(
        "homes/<slug:ref>/training/translations/<slug:course>/<slug:language>/",
        translations.translation,
        name="translation",
    ),
]
