"""The offices of the city, and each of them."""

from django.urls import path

from cygos.information.profiles import officials, views

urlpatterns = [
    path("perangkat-daerah/", views.units, name="unit_profiles"),
    path("perangkat-daerah/<slug:code>/", views.unit, name="unit_profile"),
    path("layanan/", views.services, name="services"),
    path("pejabat/", officials.officials, name="officials"),
    path("pejabat/<slug:slug>/", officials.official, name="official"),
]
