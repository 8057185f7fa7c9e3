"""Settings from the environment, refused at start when wrong.

Every setting is an environment variable with the prefix ``VENDOR_EVAL_`` and is described in
docs/operations.md.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from vendor_eval.errors import BadInput, Fault

_PREFIX = "VENDOR_EVAL_"
_POSTGRESQL = ("postgresql", "postgres")


def data_folder() -> Path:
    """The folder of this person's data, as the operating system has it; it may not exist yet."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "vendor-eval"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "vendor-eval"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "vendor-eval"


class Settings(BaseSettings):
    """What an operator can set.

    Attributes:
        database_url: SQLite or PostgreSQL address; None for the file in the data folder.
        time_zone: where the practice is, until somebody enters it in the app.
        today: a fixed date instead of the clock, for demonstrations and tests.
        address: where the server listens; loopback only, until sign-in is configured.
        port: None for the first free one from 8501.
        claim_keys: the file of claim keys; None for the one in the data folder.
        spark_master: where metrics are worked out with ``--engine spark``.
        reminder_urls: where reminders go, addresses of `notify.channels` with blanks between them.
        public_address: of the app as people open it, for links in reminders; empty for none.
        claims_postgres_url: the same for ``--engine postgres``; None for the app's own database.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore")

    database_url: str | None = None
    time_zone: str = "America/New_York"
    today: dt.date | None = None
    address: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65_535)
    claim_keys: Path | None = None
    spark_master: str = "local[*]"
    claims_postgres_url: str | None = None
    reminder_urls: SecretStr = SecretStr("")
    public_address: str = ""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("is not a time zone; write one such as America/Chicago") from error
        return value

    @field_validator("address")
    @classmethod
    def _loopback(cls, value: str) -> str:
        if value not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError(
                "is not a loopback address; without sign-in everybody who reaches the server "
                "would be an administrator, so use 127.0.0.1"
            )
        return value

    def date(self, time_zone: str) -> dt.date:
        """Today in ``time_zone``, or the date that was set."""
        return self.today or dt.datetime.now(ZoneInfo(time_zone)).date()


def current() -> Settings:
    """The settings of this process.

    Raises:
        BadInput: a variable has a value that cannot be used; all of them are listed.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            Fault(
                _PREFIX + str(one["loc"][0]).upper(),
                str(one["msg"]).removeprefix("Value error, "),
                "set it otherwise or leave it unset",
            )
            for one in error.errors(include_input=False, include_url=False)
        ]
        raise BadInput(faults) from None


def database_url(chosen: Settings, *, demo: bool = False) -> str:
    """The address of the database: the one set, or a SQLite file in the data folder.

    The demonstration has a file of its own, so that invented vendors never stand beside real ones.
    """
    if chosen.database_url:
        return chosen.database_url
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    name = "demonstration.sqlite" if demo else "vendor-eval.sqlite"
    return f"sqlite:///{folder / name}"


def claim_keys(chosen: Settings) -> Path:
    """The practice's file of claim keys, which may not exist yet."""
    return chosen.claim_keys or data_folder() / "claim-keys.json"


def engine_address(chosen: Settings, engine: str) -> str | None:
    """Where the engine of that name is; None where it is in this process or nobody has said.

    Claims go to the app's own database when that is PostgreSQL and no other is named for them.
    """
    if engine == "spark":
        return chosen.spark_master
    if engine != "postgres":
        return None
    address = chosen.claims_postgres_url or chosen.database_url or ""
    kind, _, place = address.partition("://")
    return f"postgresql://{place}" if kind.partition("+")[0] in _POSTGRESQL else None
