"""The addresses of the redirects inside the workspace."""

from django.urls import path

from cygos.information.redirects import views

urlpatterns = [
    path("", views.redirects, name="redirects"),
    path("tambah/", views.add, name="redirect_add"),
    path("<int:pk>/ubah/", views.amend, name="redirect_amend"),
    path("<int:pk>/hapus/", views.remove, name="redirect_remove"),
]
