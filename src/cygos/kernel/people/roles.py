"""The roles a hat can give. What a role may open is said beside each view (web/access.py)."""

from django.db import models


class Role(models.TextChoices):
    CITY_ADMIN = "city-admin", "Admin kota"
    PORTAL_EDITOR = "portal-editor", "Redaktur portal"
    UNIT_EDITOR = "unit-editor", "Redaktur perangkat daerah"
    OFFICER = "officer", "Petugas"
