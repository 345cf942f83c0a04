"""Addresses of joining papers: a home's, a person's there, and one's own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from havenkeep.joining.views import agreements, files, home, own, person, versions

_HOME: list[URLPattern] = [
    path("", home.joining, name="joining"),
    path("agreements/", home.agreements, name="agreements"),
    path("agreements/contracts/", agreements.contracts, name="contracts"),
    path("agreements/file/<str:extension>/", files.agreements_file, name="agreements_file"),
    path("agreements/print/", files.print_agreements, name="print_agreements"),
    path("checklist/", versions.checklist, name="checklist"),
    path("checklist/approval/", versions.checklist_approval, name="checklist_approval"),
    path("checklist/text/", versions.checklist_text, name="checklist_text"),
    path("clause/", versions.clause, name="clause"),
    path("clause/approval/", versions.clause_approval, name="clause_approval"),
    path("clause/text/", versions.clause_text, name="clause_text"),
    path("clause/use/", versions.clause_use, name="clause_use"),
    path("starters/file/<str:extension>/", files.starters_file, name="starters_file"),
    path("starters/print/", files.print_starters, name="print_starters"),
]
_PERSON: list[URLPattern] = [
    path("", person.person, name="person"),
    path("agreement/", agreements.agreement, name="agreement"),
    path("agreements/<slug:agreement>/withdrawal/", agreements.withdrawal, name="agreement_withdrawal"),
    path("inductions/<slug:induction>/sign-off/", person.sign_off, name="sign_off"),
    path("inductions/<slug:induction>/withdrawal/", person.withdrawal, name="induction_withdrawal"),
    path("paper/", person.paper, name="paper"),
    path("print/addendum/<str:extension>/", files.print_addendum, name="print_addendum"),
    path("print/induction/", files.print_induction, name="print_induction"),
]
_OWN: list[URLPattern] = [
    path("", own.own, name="own"),
    path("<slug:ref>/agreement/", own.agreement, name="own_agreement"),
    path("<slug:ref>/induction/", own.induction, name="own_induction"),
]
_ALL: list[URLPattern | URLResolver] = [
    path("homes/<slug:ref>/joining/", include(_HOME)),
    path("homes/<slug:ref>/staff/<slug:person>/joining/", include(_PERSON)),
    path("me/<slug:person>/joining/", include(_OWN)),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((_ALL, "joining"), namespace="joining"))]
