"""News for the browser to read: an article with everything in it, and enough others for a second sheet."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.images import ImageFile
from PIL import Image as Drawn
from wagtail.images import get_image_model

from cygos.config import packs
from cygos.information.news.models import Article, Category, NewsIndex
from cygos.information.notices.models import Notice, Rank
from cygos.information.pieces.demo import fill_with_pieces, tables_in
from cygos.information.portal import tree
from cygos.information.redirects.models import Redirect
from cygos.information.subscriptions.models import Asking, Subscriber
from cygos.kernel.city.models import City
from cygos.web import clock

WHEN = datetime(2016, 12, 7, 14, 24, tzinfo=ZoneInfo("Asia/Jakarta"))
TITLE = "Rakor pemberdayaan perempuan dan perlindungan anak menyepakati tujuh rekomendasi"


def publish(pack: str = "semarang") -> None:
    """Plant the tree of pages and publish the articles in it, with the pack's own pages."""
    tree.plant(title=City.objects.here().name)
    _announce()
    _subscribe()
    for table in tables_in(packs.where(pack) / packs.PAGES):
        fill_with_pieces(table, at=WHEN)
    index = NewsIndex.objects.get()
    category = Category.objects.order_by("pk").first()
    for number in range(21):
        index.add_child(
            instance=Article(
                title=f"Kabar kota nomor {number}", category=category, byline="Tanya Jawab",
                published_at=WHEN - timedelta(days=number + 1), view_count=number,
                lead="Satu kalimat yang mengatakan apa isinya.",
            )
        )  # fmt: skip
    article = index.add_child(
        instance=Article(
            title=TITLE, category=category, byline="Tanya Jawab", published_at=WHEN, view_count=405,
            lead="Tujuh rekomendasi disepakati, masing-masing dengan penanggung jawab dan tenggat.",
            body=_body(),
        )
    )  # fmt: skip
    article.topics.add("perlindungan anak", "rakor")
    article.save()


def _announce() -> None:
    """An alert, so that every page is looked at with one on it, and an important notice."""
    Notice.post(
        text="Air Kali Contoh naik. Warga di tepi sungai segera naik ke tempat yang lebih tinggi.",
        text_en="The river is rising. If you live beside it, move to higher ground now.",
        detail="Posko dibuka di balai kelurahan.", rank=Rank.ALERT, phone="112",
        by=None, at=WHEN, ends_at=WHEN + timedelta(days=36500),
    )  # fmt: skip
    Redirect.add(old="/p/1/kabar-pertama", new="/berita/", reason="Digabung", by=None, at=WHEN)
    Notice.post(text="Loket tutup pada 12 Desember", rank=Rank.IMPORTANT, by=None, at=WHEN)


def _subscribe() -> None:
    """Somebody who hears of two things, and somebody who has not said yes yet."""
    wish: dict[str, Any] = {"about": "all", "rhythm": "daily"}
    words = {"about": "words", "words": "banjir", "question": "banjir", "rhythm": "at_once"}
    subscriber = Subscriber.objects.welcome("sari@contoh.invalid", language="id", at=WHEN)
    for each in (wish, words):
        subscriber.wish_for(Asking(**each), at=WHEN)
    Asking.take("wagiman@contoh.invalid", network="", at=clock.now(), language="id", **wish)


def _body() -> str:
    blocks = [
        ("heading", "Yang disepakati"),
        ("paragraph", '<p>Rakor digelar di <b>lantai 8</b>.</p><ul><li>Satu</li><li>Dua</li></ul>'),
        ("quote", {"text": "Setiap janji punya tenggat.", "source": "Ketua rapat"}),
        ("image", {"image": _picture(), "alt": "Peserta di ruang rapat", "caption": "", "credit": "Humas"}),
        ("table", {
            "columns": [{"type": "text", "heading": each} for each in ("Rekomendasi", "Tenggat")],
            "rows": [{"values": ["Posko di tiap kecamatan", "31-03-2017"]}],
            "caption": "Rekomendasi",
        }),
    ]  # fmt: skip
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def _picture() -> int:
    drawn = Drawn.effect_noise((1600, 900), 60).convert("RGB")
    file = BytesIO()
    drawn.save(file, "JPEG", quality=95)
    file.seek(0)
    image = get_image_model().objects.create(
        title="Rakor", file=ImageFile(file, name="rakor.jpg"), width=1600, height=900
    )
    return int(image.pk)
