"""Topics of our own, with an English name; those in use come along under the same number."""

import django.db.models.deletion
import modelcluster.contrib.taggit
from django.db import migrations, models

BRING_ALONG = """
INSERT INTO news_topic (id, name, slug, name_en)
SELECT id, name, slug, '' FROM taggit_tag WHERE id IN (SELECT tag_id FROM news_articletopic);
SELECT setval(pg_get_serial_sequence('news_topic', 'id'), GREATEST(1, (SELECT MAX(id) FROM news_topic)));
"""
TAKE_BACK = """
INSERT INTO taggit_tag (id, name, slug) SELECT id, name, slug FROM news_topic ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0003_publication"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, unique=True, verbose_name="name"),
                ),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=100, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="nama dalam bahasa Inggris"
                    ),
                ),
            ],
            options={
                "verbose_name": "topik berita",
                "verbose_name_plural": "topik berita",
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="a_topic_has_a_name"
                    )
                ],
            },
        ),
        migrations.RunSQL(BRING_ALONG, TAKE_BACK),
        migrations.AlterField(
            model_name="articletopic",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="news.topic",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="topics",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="news.ArticleTopic",
                to="news.Topic",
                verbose_name="topik",
            ),
        ),
    ]
