"""Settings from the environment, refused at start when wrong.

Every setting is an environment variable with the prefix ``VENDOR_EVAL_`` and is described in
docs/operations.md.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from vendor_eval.access.sign_in import PREFIX, SignInSettings
from vendor_eval.audit import retention
from vendor_eval.audit.chain import Key
from vendor_eval.errors import BadInput, Fault
from vendor_eval.logs import Format, Level
from vendor_eval.time_zones import zone_named

_POSTGRESQL = ("postgresql", "postgres")
SECRETS = ("database_password", "cookie_secret", "oidc_client_secret", "reminder_urls")
"""Settings that may be given as the file that holds them; the audit key has its own file."""


def data_folder() -> Path:
    """The folder of this person's data, as the operating system has it; it may not exist yet."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "vendor-eval"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "vendor-eval"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "vendor-eval"


class Settings(BaseSettings, SignInSettings):
    """What an operator can set; who comes in is described in `access.sign_in`.

    Attributes:
        database_url: SQLite or PostgreSQL address; None for the file in the data folder.
        time_zone: where the practice is, until somebody enters it in the app.
        today: a fixed date instead of the clock, for demonstrations and tests.
        port: None for the first free one from 8501.
        claim_keys: the file of claim keys; None for the one in the data folder.
        audit_key: what the audit log is sealed with; None where a file holds it.
        audit_key_file: that file; None for the one in the data folder.
        audit_retention_years: how long entries stay in the log before they may be retired.
        spark_master: where metrics are worked out with ``--engine spark``.
        reminder_urls: where reminders go, addresses of `notify.channels` with blanks between them.
        database_password: goes into the address of a PostgreSQL database that holds none.
        log_format: ``text`` for people, ``json`` for programs.
        log_level: events of less weight are left out. There is no ``debug``: what libraries say
            then tells what people sent.
        claims_postgres_url: the same for ``--engine postgres``; None for the app's own database.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    database_url: str | None = None
    database_password: SecretStr = SecretStr("")
    time_zone: str = "America/New_York"
    today: dt.date | None = None
    port: int | None = Field(default=None, ge=1, le=65_535)
    claim_keys: Path | None = None
    audit_key: SecretStr | None = None
    audit_key_file: Path | None = None
    audit_retention_years: int = Field(default=retention.LEAST_YEARS, le=100)
    spark_master: str = "local[*]"
    claims_postgres_url: str | None = None
    reminder_urls: SecretStr = SecretStr("")
    log_format: Format = "text"
    log_level: Level = "info"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if zone_named(value) is None:
            raise ValueError("is not a time zone; write one such as America/Chicago")
        return value

    @field_validator("audit_retention_years")
    @classmethod
    def _long_enough(cls, value: int) -> int:
        if value < retention.LEAST_YEARS:
            raise ValueError(retention.TOO_FEW)
        return value

    @field_validator("audit_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            try:
                Key.read(value.get_secret_value())
            except ValueError:
                raise ValueError("is no key; write 64 hexadecimal digits") from None
        return value

    def date(self, time_zone: str) -> dt.date:
        """Today in ``time_zone``, or the date that was set."""
        return self.today or dt.datetime.now(ZoneInfo(time_zone)).date()


def current() -> Settings:
    """The settings of this process.

    Raises:
        BadInput: a variable has a value that cannot be used, or sign-in is configured by half; all
            of them are listed.
    """
    kept, faults = secrets_in_files()
    try:
        chosen = Settings(**kept)
    except ValidationError as error:
        wrong = {
            str(one["loc"][0]): str(one["msg"])
            for one in error.errors(include_input=False, include_url=False)
        }
        faults += [
            Fault(
                PREFIX + name.upper(),
                what.removeprefix("Value error, "),
                "set it otherwise or leave it unset",
            )
            for name, what in wrong.items()
        ]
        # What is wrong counts as unset, so that the rest can be looked at too.
        chosen = Settings(**kept | {name: Settings.model_fields[name].default for name in wrong})
    faults += chosen.sign_in_faults()
    if faults:
        raise BadInput(faults)
    return chosen


def database_url(chosen: Settings, *, demo: bool = False) -> str:
    """The address of the database: the one set, or a SQLite file in the data folder.

    The demonstration has a file of its own, so that invented vendors never stand beside real ones.
    """
    if chosen.database_url:
        return _with_password(chosen.database_url, chosen.database_password)
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = "demonstration.sqlite" if demo else "vendor-eval.sqlite"
    return f"sqlite:///{folder / name}"


def _with_password(address: str, password: SecretStr) -> str:
    """The address with the password in it, where it names somebody and no password."""
    secret = quote(password.get_secret_value(), safe="")
    kind, _, rest = address.partition("://")
    # What stands behind the host may have the same sign.
    whom = re.split("[/?]", rest, maxsplit=1)[0]
    name, at, _ = whom.rpartition("@")
    place = rest[len(name) + len(at) :]
    if not secret or not at or ":" in name or kind.partition("+")[0] not in _POSTGRESQL:
        return address
    return f"{kind}://{name}:{secret}@{place}"


def secrets_in_files() -> tuple[dict[str, Any], list[Fault]]:
    """The secrets whose settings name a file that holds them, by setting, and what is wrong.

    Any secret ``NAME`` can be given as ``NAME_FILE``, for whatever hands out secrets as files.
    """
    found: dict[str, Any] = {}
    faults = []
    for name in SECRETS:
        variable = f"{PREFIX}{name.upper()}"
        file = os.environ.get(f"{variable}_FILE")
        if file is None:
            continue
        if variable in os.environ:
            mend = f"set it or {variable}, not both"
            faults.append(Fault(f"{variable}_FILE", "is set beside the secret itself", mend))
            continue
        try:
            found[name] = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            mend = "name a file of text that this account may read"
            faults.append(Fault(f"{variable}_FILE", "names a file that cannot be read", mend))
    return found, faults


def claim_keys(chosen: Settings) -> Path:
    """The practice's file of claim keys, which may not exist yet."""
    return chosen.claim_keys or data_folder() / "claim-keys.json"


def audit_key_file(chosen: Settings) -> Path:
    """The file of the key of the audit log, which may not exist yet."""
    return chosen.audit_key_file or data_folder() / "audit-key"


def engine_address(chosen: Settings, engine: str) -> str | None:
    """Where the engine of that name is; None where it is in this process or nobody has said.

    Claims go to the app's own database when that is PostgreSQL and no other is named for them.
    """
    if engine == "spark":
        return chosen.spark_master
    if engine != "postgres":
        return None
    own = _with_password(chosen.database_url or "", chosen.database_password)
    address = chosen.claims_postgres_url or own
    kind, _, place = address.partition("://")
    return f"postgresql://{place}" if kind.partition("+")[0] in _POSTGRESQL else None
