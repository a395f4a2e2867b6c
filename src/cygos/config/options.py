"""What an operator can set: one typed object, read from `cygos.toml` in the data folder and CYGOS_… variables.

A variable wins over the file. A value that cannot be right stops the start, in a sentence. Every option is
described here and nowhere else; docs/operating/settings.md is printed from it.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from cygos.config import folders

FILE = "cygos.toml"


class BadOption(Exception):
    """An option that cannot be right: which, why, and where it was set."""


class Options(BaseSettings):
    """Every option, its meaning and its default."""

    model_config = SettingsConfigDict(env_prefix="CYGOS_", extra="forbid", frozen=True)

    database_url: Annotated[
        str,
        Field(
            description="A PostgreSQL (15 or newer) of your own, as postgresql://user:password@host/name. "
            "Empty: CyGoS runs the one that comes with it."
        ),
    ] = ""
    domain: Annotated[
        str,
        Field(
            pattern=r"^([a-z0-9-]+\.)*[a-z0-9-]*$",
            description="The address under which the city is served, such as semarangkota.go.id. "
            "Only there does a page say that it is the official one.",
        ),
    ] = ""
    demo: Annotated[
        bool | None,
        Field(
            description="A demo city: invented people, sign-in without a password, a clock that can be moved. "
            "Unset: on as long as no domain is set."
        ),
    ] = None
    port: Annotated[
        int | None,
        Field(ge=1, le=65535, description="The port, exactly. Unset: 8000 or the next free one."),
    ] = None
    workers: Annotated[
        int,
        Field(ge=1, le=64, description="Processes of the web server; about one for each core."),
    ] = 2
    pack: Annotated[
        str,
        Field(
            description="The city pack that a new city starts from: a folder, or a name in packs/."
        ),
    ] = "semarang"

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


@cache
def options() -> Options:
    """Read once. Raises BadOption with a sentence for each value that cannot be right."""
    try:
        return Options()
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or FILE}: {fault['msg']} (got {fault['input']!r})"
            for fault in error.errors()
        ]
        raise BadOption(f"Options in {path()} or CYGOS_…: " + "; ".join(faults)) from error
    except ValueError as error:
        raise BadOption(f"{path()} is not readable as TOML: {error}") from error
