"""The offices of the city, and each of them."""

from django.urls import path

from cygos.information.profiles import views

urlpatterns = [
    path("perangkat-daerah/", views.units, name="unit_profiles"),
    path("perangkat-daerah/<slug:code>/", views.unit, name="unit_profile"),
    path("layanan/", views.services, name="services"),
]
