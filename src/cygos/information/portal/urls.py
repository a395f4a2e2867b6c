"""How often a page was viewed, day by day."""

from django.urls import path

from cygos.information.portal import viewed

urlpatterns = [
    path("<int:pk>/", viewed.days, name="viewed"),
    path("<int:pk>/hitungan.csv", viewed.as_csv, name="viewed_csv"),
]
