"""What an operator can set: one typed object, read from `cygos.toml` in the data folder and CYGOS_… variables.

A variable wins over the file. A value that cannot be right stops the start, in a sentence. Every option is
described here and nowhere else; docs/operating/settings.md is printed from it (`cygos docs`).
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from cygos.config import folders
from cygos.config.bad_options import BadOption
from cygos.config.language import gettext_noop

__all__ = ["BadOption", "Options", "is_secret", "options", "path"]

FILE = "cygos.toml"
SECRET: dict[str, Any] = {"secret": True}  # such an option never enters a backup or an answer


class Options(BaseSettings):
    """Every option, its meaning and its default."""

    model_config = SettingsConfigDict(env_prefix="CYGOS_", extra="forbid", frozen=True)

    database_url: Annotated[
        str,
        Field(
            pattern=r"^(postgres(ql)?://.*/[^/?]+.*)?$",
            json_schema_extra=SECRET,
            description=gettext_noop(
                "PostgreSQL (15 atau lebih baru) milik Anda sendiri, seperti "
                "postgresql://pengguna:sandi@mesin/nama. Kosong: CyGoS menjalankan yang dibawanya."
            ),
        ),
    ] = ""
    database_programs: Annotated[
        Path | None,
        Field(
            description=gettext_noop(
                "Folder program PostgreSQL untuk basis data bawaan, seperti /usr/lib/postgresql/15/bin. "
                "Kosong: yang ikut terpasang, kalau tidak ada yang dari Debian."
            ),
        ),
    ] = None
    domain: Annotated[
        str,
        Field(
            pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$",
            description=gettext_noop(
                "Alamat resmi kota, seperti namakota.go.id. Hanya di alamat itu halaman menyatakan "
                "dirinya situs resmi."
            ),
        ),
    ] = ""
    demo: Annotated[
        bool | None,
        Field(
            description=gettext_noop(
                "Kota contoh: orang rekaan, masuk tanpa kata sandi, jam yang dapat dimajukan. "
                "Kosong: ya selama domain belum diisi."
            )
        ),
    ] = None
    host: Annotated[
        str,
        Field(
            pattern=r"^[0-9a-fA-F.:]+$",
            description=gettext_noop(
                "Alamat jaringan tempat server web mendengarkan. Biarkan 127.0.0.1 kalau ada proksi di depannya."
            ),
        ),
    ] = "127.0.0.1"
    port: Annotated[
        int | None,
        Field(
            ge=1,
            le=65535,
            description=gettext_noop("Port, persis ini. Kosong: 8000 atau yang bebas sesudahnya."),
        ),
    ] = None
    workers: Annotated[
        int,
        Field(
            ge=1,
            le=64,
            description=gettext_noop("Banyaknya proses server web; kira-kira satu untuk tiap inti."),
        ),
    ] = 2  # fmt: skip
    page_cache: Annotated[
        bool,
        Field(
            description=gettext_noop(
                "Simpan halaman publik di depan Django. Tanpa ini semua halaman tetap ada dan "
                "dihitung sama, hanya lebih lambat."
            )
        ),
    ] = True
    page_cache_mebibytes: Annotated[
        int,
        Field(
            ge=1,
            le=16_384,
            description=gettext_noop(
                "Paling banyak sekian MiB halaman tersimpan dalam memori tiap proses server web."
            ),
        ),
    ] = 64
    pack: Annotated[
        str,
        Field(
            min_length=1,
            description=gettext_noop("Paket kota yang mengisi kota baru: sebuah folder, atau nama di packs/."),
        ),
    ] = "semarang"  # fmt: skip
    email_url: Annotated[
        str,
        Field(
            pattern=r"^((smtp|smtps|smtp\+starttls)://.+)?$",
            json_schema_extra=SECRET,
            description=gettext_noop(
                "Server surel, seperti smtp+starttls://pengguna:sandi@surel.contoh.id:587. "
                "Kosong: surel disimpan di folder mail, dan tidak dikirim ke siapa pun."
            ),
        ),
    ] = ""
    email_from: Annotated[
        str, Field(description=gettext_noop("Alamat pengirim surel. Kosong: cygos@domain."))
    ] = ""
    oidc_issuer: Annotated[
        str,
        Field(
            pattern=r"^(https?://.+)?$",
            description=gettext_noop(
                "Penyedia masuk tunggal (SSO, OpenID Connect) milik kota: alamat penerbitnya. Kosong: tidak ada."
            ),
        ),
    ] = ""
    oidc_client_id: Annotated[
        str, Field(description=gettext_noop("Nama CyGoS pada penyedia itu (client id)."))
    ] = ""
    oidc_secret_file: Annotated[
        Path | None,
        Field(
            description=gettext_noop(
                "Berkas yang memuat rahasia CyGoS pada penyedia itu (client secret)."
            )
        ),
    ] = None
    oidc_name: Annotated[
        str, Field(min_length=1, description=gettext_noop("Nama penyedia itu pada tombol masuk."))
    ] = "SSO"

    @property
    def is_demo(self) -> bool:
        return not self.domain if self.demo is None else self.demo

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = TomlConfigSettingsSource(settings_cls, toml_file=path())
        return init_settings, env_settings, file


def path() -> Path:
    """The file an operator edits; it need not exist."""
    return folders.data() / FILE


def is_secret(name: str) -> bool:
    """Whether an option holds a password or an address with one in it."""
    extra = Options.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("secret"))


@cache
def options() -> Options:
    """Read once. Raises BadOption with a sentence for each value that cannot be right."""
    try:
        return Options()
    except ValidationError as error:
        known = {name: is_secret(name) for name in Options.model_fields}
        raise BadOption.about(error, file=path(), known=known) from error
    except (OSError, ValueError) as error:
        raise BadOption.unreadable(path(), error) from error
