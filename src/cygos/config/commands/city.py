"""What a command needs that asks the city something: Django, the database, and its tables as they should be."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def the_city() -> Iterator[None]:
    """The database is borrowed from a city that runs, else started for the while."""
    import django
    from django.core.management import call_command

    from cygos.config.serving import database
    from cygos.database import Busy

    django.setup()
    with ExitStack() as stack:
        with suppress(Busy):
            stack.enter_context(database())
        call_command("migrate", verbosity=0, interactive=False)
        yield
