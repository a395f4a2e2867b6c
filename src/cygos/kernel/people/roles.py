"""The roles a hat can give. What a role may open is said beside each view (web/access.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CITY_ADMIN = "city-admin", _("Admin kota")
    PORTAL_EDITOR = "portal-editor", _("Redaktur portal")
    UNIT_EDITOR = "unit-editor", _("Redaktur perangkat daerah")
    OFFICER = "officer", _("Petugas")
