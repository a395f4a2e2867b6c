"""A foreign key over two columns, which Django cannot declare: the copy of `is_open` follows its case by itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE cases_party ADD CONSTRAINT a_party_knows_whether_its_case_is_open "
            "FOREIGN KEY (case_id, is_open) REFERENCES cases_case (id, is_open) ON UPDATE CASCADE ON DELETE CASCADE",
            "ALTER TABLE cases_party DROP CONSTRAINT a_party_knows_whether_its_case_is_open",
        )
    ]
