"""The addresses of the frame itself: how the page is shown, and the city's look."""

from django.urls import path

from cygos.web import appearance, card, look

urlpatterns = [
    path("tampilan/", appearance.choose, name="appearance"),
    path("tema/<slug:digest>.css", look.theme, name="city-theme"),
    path("tema/<slug:digest>.svg", look.crest, name="city-crest"),
    path("tema/<slug:digest>.png", card.card, name="city-card"),
]
