"""Every model is as its migrations say, the guests' too."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, interactive=False, verbosity=1)
