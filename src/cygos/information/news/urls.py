"""The addresses of the news inside the workspace; what readers see is pages of the CMS."""

from django.urls import path

from cygos.information.news import views

urlpatterns = [
    path("", views.categories, name="categories"),
    path("tambah/", views.add, name="category_add"),
    path("<slug:slug>/ubah/", views.amend, name="category_amend"),
]
