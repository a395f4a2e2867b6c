"""The pages that every city has and no editor writes: the map of the site, about it, and how often a page was read."""

from django.urls import path

from cygos.information.portal import viewed, views

urlpatterns = [
    path("peta-situs/", views.site_map, name="site_map"),
    path("tentang/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("dilihat/halaman/<int:pk>/", viewed.days, name="viewed"),
    path("dilihat/halaman/<int:pk>/hitungan.csv", viewed.as_csv, name="viewed_csv"),
]
