"""What the public needs to know of an office beyond its name: its hours, its services; and who may be shown there."""

from cygos.information.profiles.models.offered_service import Service
from cygos.information.profiles.models.office import DAYS, Office
from cygos.information.profiles.models.public_profile import PublicProfile
from cygos.information.profiles.models.special_day import SpecialDay

__all__ = ["DAYS", "Office", "PublicProfile", "Service", "SpecialDay"]
