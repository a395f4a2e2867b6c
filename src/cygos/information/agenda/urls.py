"""The addresses that calendars ask for; what readers see is pages of the CMS."""

from django.urls import path

from cygos.information.agenda import views

urlpatterns = [
    path("agenda.ics", views.whole, name="agenda_calendar"),
    path("unit/<slug:code>.ics", views.of_unit, name="agenda_calendar_of_unit"),
    path("<slug:slug>.ics", views.of_item, name="agenda_calendar_of_item"),
]
