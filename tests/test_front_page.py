"""The front page answers, even in a city with nothing in it."""

import pytest


@pytest.mark.django_db
def test_an_empty_city_answers(client):
    assert client.get("/").status_code in {200, 404}
