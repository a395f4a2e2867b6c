"""Many pages at once: in a few questions each, and still each entirely or not at all."""

import pytest
from wagtail.models import ReferenceIndex

from cygos.information.news.importing import Import, Outcome
from cygos.information.news.models import Article, NewsIndex
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.pages import page_2016

pytestmark = pytest.mark.django_db
REFERENCE = ("to_content_type", "to_object_id", "model_path", "content_path", "content_path_hash")
HEAD_OF_ANOTHER = "08-12-2016 14:24 WIB by A Dilihat: 1 kali Kabar Lain"


def test_many_are_taken_in_a_few_questions_each_and_stand_as_wagtails_own_do(
    portal, city_news, tmp_path, django_assert_max_num_queries
):
    files = [tmp_path / f"{number}.txt" for number in range(60)]
    for number, file in enumerate(files):
        file.write_text(page_2016(title=f"Berita {number}"))
    run = Import(at=THAT_WEDNESDAY)
    list(run.take_all(files[:10]))
    with django_assert_max_num_queries(50 * 19 + 20):
        results = list(run.take_all(files[10:]))

    assert {result.outcome for result in results} == {Outcome.NEW}
    assert NewsIndex.objects.get().numchild == 60
    assert Article.find_problems() == ([], [], [], [], [])
    one = Article.objects.get(title="Berita 33")
    assert one.latest_revision == one.live_revision
    assert one.latest_revision.as_object().title == "Berita 33"
    written = set(ReferenceIndex.get_references_for_object(one).values_list(*REFERENCE))
    ReferenceIndex.objects.all().delete()
    ReferenceIndex.create_or_update_for_object(one)
    assert written == set(ReferenceIndex.get_references_for_object(one).values_list(*REFERENCE))
    assert len(written) == 1


def test_a_file_that_changes_within_one_batch_changes_its_article(portal, tmp_path):
    files = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"]
    for file, text in zip(files, ("Satu.", "Dua.", "Dua."), strict=True):
        file.write_text(page_2016(paragraphs=(text,)))

    outcomes = [result.outcome for result in Import(at=THAT_WEDNESDAY).take_all(files)]

    article = Article.objects.get()
    assert outcomes == [Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED]
    assert article.revisions.count() == 2
    assert article.live_revision == article.latest_revision
    assert article.latest_revision.as_object().body[0].value.source == "<p>Dua.</p>"


def test_a_bad_file_between_good_ones_takes_nothing_with_it(portal, tmp_path):
    texts = {
        "a": page_2016(),
        "b": page_2016(title="x" * 300, head=HEAD_OF_ANOTHER),
        "c": page_2016(title="Ketiga", head=HEAD_OF_ANOTHER),
    }
    files = []
    for name, text in texts.items():
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(text)

    outcomes = [result.outcome for result in Import(at=THAT_WEDNESDAY).take_all(files)]

    assert outcomes == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW]
    assert Article.objects.get(title="Ketiga").category.name == "Kabar Lain"
