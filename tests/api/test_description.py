"""The API keeps to its own description: schemathesis asks what it says may be asked, and much that it says may not."""

from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from cygos.information.api import limit
from cygos.information.notices.models import Notice
from cygos.kernel.people.models import Unit
from tests.people.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon"), pytest.mark.slow]
EXAMPLES = 25
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(autouse=True)
def connection_of_the_test():
    """The web server's way to keep connections fresh would close the one in which the test has written."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_answer_differs_from_the_description(write, monkeypatch):
    monkeypatch.setattr(limit, "MOST", 1_000_000)
    Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=AT)
    Notice.post(text="Loket tutup", by=None, at=AT)
    for number in range(3):
        write(f"Berita {number}")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    statuses = []

    def ask(case):
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer)
        statuses.append(answer.status_code)

    for found in schema.get_all_operations():
        right, wrong = (
            found.ok().as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode
        )
        BOUNDED(given(case=right)(ask))()
        with suppress(Unsatisfiable):  # where nothing can be asked wrongly
            BOUNDED(given(case=wrong)(ask))()

    assert len(statuses) > 8 * EXAMPLES
    assert {200, 404, 422} <= set(statuses) <= {200, 400, 404, 422}
