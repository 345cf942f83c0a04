"""Addresses of key cards, shared tablets and links by mail."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from havenkeep.keycards.views import cards, links, own, tablets

app_name = "keycards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("homes/<slug:ref>/key-cards/", cards.cards, name="cards"),
    path("homes/<slug:ref>/key-cards/printing/", cards.printing, name="printing"),
    path("homes/<slug:ref>/key-cards/tablets/", tablets.tablets, name="tablets"),
    path(
        "homes/<slug:ref>/key-cards/tablets/<int:tablet>/ending/", tablets.tablet_ending, name="tablet_ending"
    ),
    path("homes/<slug:ref>/staff/<slug:person>/key-card/", cards.person_card, name="person"),
    path("homes/<slug:ref>/staff/<slug:person>/key-card/new/", cards.new_card, name="new_card"),
    path("homes/<slug:ref>/staff/<slug:person>/key-card/ending/", cards.ending, name="ending"),
    path("homes/<slug:ref>/staff/<slug:person>/key-card/opening/", cards.opening, name="opening"),
    path("homes/<slug:ref>/staff/<slug:person>/key-card/link/", links.send, name="send_link"),
    path("card/", own.start, name="start"),
    path("card/pin/", own.pin, name="pin"),
    path("card/done/", own.done, name="done"),
    path("card/tablet/", tablets.tablet_set_up, name="tablet_set_up"),
    path("card/tablet/<str:token>/", tablets.tablet_link, name="tablet_link"),
    path("card/<str:token>/", own.card, name="card"),
    path("sign-in-link/", links.ask, name="ask_link"),
    path("sign-in-link/open/", links.open_link, name="open_link"),
    path("sign-in-link/<str:token>/", links.link, name="link"),
]
