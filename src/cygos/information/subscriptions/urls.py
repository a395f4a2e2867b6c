"""The addresses of the e-mail subscriptions."""

from django.urls import path

from cygos.information.subscriptions import views

urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("terkirim/", views.asked, name="subscription_asked"),
    path("benar/<str:token>/", views.confirm, name="subscription_confirm"),
    path("atur/<str:token>/", views.manage, name="subscription_manage"),
    path("berhenti/<str:token>/", views.stop, name="subscription_stop"),
]
