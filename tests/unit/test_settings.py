from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from vendor_eval import settings
from vendor_eval.errors import BadInput
from vendor_eval.settings import Settings


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("VENDOR_EVAL_"):
            monkeypatch.delenv(name)


def test_without_any_variable_the_app_is_local_and_its_data_in_the_persons_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    chosen = settings.current()

    assert chosen == Settings(
        database_url=None, time_zone="America/New_York", today=None, address="127.0.0.1", port=None
    )
    assert settings.database_url(chosen) == f"sqlite:///{tmp_path}/vendor-eval/vendor-eval.sqlite"


def test_the_demonstration_never_shares_a_file_with_real_figures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    chosen = settings.current()

    assert settings.database_url(chosen, demo=True) != settings.database_url(chosen)


def test_an_address_that_was_set_is_the_one_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", "postgresql://somebody@127.0.0.1/practice")
    chosen = settings.current()

    assert settings.database_url(chosen, demo=True) == "postgresql://somebody@127.0.0.1/practice"


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("linux", ".local/share/vendor-eval"),
        ("darwin", "Library/Application Support/vendor-eval"),
        ("win32", "AppData/Local/vendor-eval"),
    ],
)
def test_the_data_folder_is_where_the_operating_system_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, folder: str
) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", platform)

    assert settings.data_folder() == tmp_path / folder


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIME_ZONE", "Mars/Base", "America/Chicago"),
        ("TIME_ZONE", "America", "America/Chicago"),
        ("TIME_ZONE", "", "America/Chicago"),
        ("TIME_ZONE", "../../etc/passwd", "America/Chicago"),
        ("ADDRESS", "0.0.0.0", "127.0.0.1"),
        ("ADDRESS", "127.0.0.1.example.org", "127.0.0.1"),
        ("PORT", "http", "integer"),
        ("PORT", "0", "1"),
        ("PORT", "65536", "65535"),
        ("TODAY", "21 November", "date"),
    ],
)
def test_a_wrong_setting_is_named_with_what_mends_it_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)

    with pytest.raises(BadInput) as refused:
        settings.current()

    [fault] = refused.value.faults
    assert fault.where == f"VENDOR_EVAL_{name}"
    assert said in fault.what
    assert fault.mend


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIME_ZONE", "ADDRESS", "PORT", "TODAY"):
        monkeypatch.setenv(f"VENDOR_EVAL_{name}", "wrong")

    with pytest.raises(BadInput) as refused:
        settings.current()

    assert len(refused.value.faults) == 4


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_every_loopback_address_is_allowed(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("VENDOR_EVAL_ADDRESS", address)

    assert settings.current().address == address


def test_today_is_the_date_that_was_set_wherever_the_practice_is() -> None:
    chosen = Settings(today=dt.date(2026, 11, 21))

    assert chosen.date("Pacific/Kiritimati") == dt.date(2026, 11, 21)


def test_today_may_differ_between_time_zones() -> None:
    # The two are 26 hours apart.
    assert Settings().date("Pacific/Kiritimati") != Settings().date("Etc/GMT+12")


def test_claim_keys_lie_in_the_data_folder_unless_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert settings.claim_keys(settings.current()) == tmp_path / "vendor-eval" / "claim-keys.json"

    monkeypatch.setenv("VENDOR_EVAL_CLAIM_KEYS", str(tmp_path / "elsewhere.json"))
    assert settings.claim_keys(settings.current()) == tmp_path / "elsewhere.json"


@pytest.mark.parametrize(
    ("set_to", "engine", "address"),
    [
        ({}, "duckdb", None),
        ({}, "spark", "local[*]"),
        ({"spark_master": "spark://a:7077"}, "spark", "spark://a:7077"),
        ({}, "postgres", None),
        ({"database_url": "sqlite:///a"}, "postgres", None),
        ({"database_url": "postgresql+psycopg://a/b"}, "postgres", "postgresql://a/b"),
        (
            {"database_url": "postgres://a/b", "claims_postgres_url": "postgresql://c/d"},
            "postgres",
            "postgresql://c/d",
        ),
    ],
)
def test_claims_go_to_the_engine_that_is_named_for_them(
    set_to: dict[str, str], engine: str, address: str | None
) -> None:
    assert settings.engine_address(Settings(**set_to), engine) == address


def in_a_file(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(text, "utf-8")
    monkeypatch.setenv(f"VENDOR_EVAL_{name.upper()}_FILE", str(file))


@pytest.mark.parametrize("name", settings.SECRETS)
def test_a_secret_may_come_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    # Half a sign-in is refused; reading secrets is what is looked at.
    in_a_file(monkeypatch, tmp_path, name, "s3cret of the practice\n")

    assert settings.secrets_in_files() == ({name: "s3cret of the practice"}, [])
    described = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
    assert f"`VENDOR_EVAL_{name.upper()}_FILE`" in described


@pytest.mark.parametrize(
    ("address", "with_it"),
    [
        ("postgresql://ann@db/practice", "postgresql://ann:p%40ss%2F%3Aw@db/practice"),
        ("postgresql+psycopg://a@[::1]:5/p", "postgresql+psycopg://a:p%40ss%2F%3Aw@[::1]:5/p"),
        ("postgresql://ann:own@db/practice", "postgresql://ann:own@db/practice"),
        ("postgresql://db/practice", "postgresql://db/practice"),
        (
            "postgresql://ann@db/practice?application_name=a@b",
            "postgresql://ann:p%40ss%2F%3Aw@db/practice?application_name=a@b",
        ),
        ("postgresql://db/p?application_name=a@b", "postgresql://db/p?application_name=a@b"),
        ("sqlite:////srv/a@b.sqlite", "sqlite:////srv/a@b.sqlite"),
    ],
)
def test_the_password_goes_into_an_address_that_names_somebody_and_no_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, with_it: str
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", address)
    in_a_file(monkeypatch, tmp_path, "database_password", "p@ss/:w\n")

    assert settings.database_url(settings.current()) == with_it


def test_a_secret_that_is_set_twice_or_cannot_be_read_is_a_fault_that_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_a_file(monkeypatch, tmp_path, "reminder_urls", "mailto://secret")
    monkeypatch.setenv("VENDOR_EVAL_REMINDER_URLS", "mailto://secret")
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_PASSWORD_FILE", str(tmp_path / "none"))

    with pytest.raises(BadInput) as refused:
        settings.current()

    assert {fault.where for fault in refused.value.faults} == {
        "VENDOR_EVAL_REMINDER_URLS_FILE",
        "VENDOR_EVAL_DATABASE_PASSWORD_FILE",
    }
    assert "secret" not in str(refused.value).replace("the secret itself", "")


@pytest.mark.parametrize(("name", "value"), [("LOG_FORMAT", "xml"), ("LOG_LEVEL", "debug")])
def test_a_form_or_level_of_the_log_that_there_is_not_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)

    with pytest.raises(BadInput, match=f"VENDOR_EVAL_{name}"):
        settings.current()
