"""The offices of the city, and each of them."""

from django.urls import path

from cygos.information.profiles import views

urlpatterns = [
    path("", views.units, name="unit_profiles"),
    path("<slug:code>/", views.unit, name="unit_profile"),
]
