"""The addresses of the search."""

from django.urls import path

from cygos.web.finding import views

urlpatterns = [
    path("", views.search, name="search"),
    path("kode/", views.code, name="search_code"),
]
