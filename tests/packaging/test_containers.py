"""The image and the compose file keep what is promised of them, as far as files can tell.

They are built and run by hand; docs/operations.md says what of that was done.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from vendor_eval import settings
from vendor_eval.pages.gate.probes import HEALTH
from vendor_eval.settings import Settings

TOP = Path(__file__).parents[2]
COMPOSE: Mapping[str, Any] = yaml.safe_load((TOP / "deploy" / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
Step = tuple[str, str]


def steps() -> list[list[Step]]:
    """The stages of the Dockerfile: each a list of what is ordered and with which words."""
    text = (TOP / "Dockerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    stages: list[list[Step]] = [[]]
    for line in joined.splitlines():
        order, _, words = line.partition(" ")
        if order == "FROM":
            stages.append([])
        stages[-1].append((order, words))
    return stages


BEFORE, BUILD, FINAL = steps()


def ordered(stage: list[Step], order: str) -> list[str]:
    return [words for one, words in stage if one == order]


def words_of(command: str) -> list[str]:
    return json.loads(command) if command.startswith("[") else shlex.split(command)


def images() -> list[str]:
    """Every image of somebody else's that is named."""
    (base,) = ordered(BEFORE, "ARG")
    return [base.partition("=")[2], *(SERVICES[one]["image"] for one in ("database", "proxy"))]


def test_the_image_runs_as_an_account_of_its_own_by_number() -> None:
    made = [words_of(one) for one in ordered(FINAL, "RUN")]
    (account,) = [one for one in made if one[0] == "useradd"]
    number = account[account.index("--uid") + 1]

    assert ordered(FINAL, "USER") == [f"{number}:{number}"]
    assert int(number) > 0
    assert [one for one, _ in FINAL][-1] == "CMD"


def test_the_image_holds_nothing_that_was_not_installed_by_its_hash() -> None:
    installed = [
        command
        for stage in (BUILD, FINAL)
        for words in ordered(stage, "RUN")
        for command in " ".join(words_of(words)).split("&&")
        if re.search(r"\bpip install\b|\bapt|\bcurl\b|\bwget\b", command)
    ]

    assert len(installed) == 2
    assert "--require-hashes" in installed[0]
    assert "requirements/run.txt" in installed[0]
    assert "--no-deps --no-index" in installed[1]
    assert ordered(BUILD, "ADD") == ordered(FINAL, "ADD") == []
    # Of the first stage nothing comes along but the environment.
    assert ordered(FINAL, "COPY") == ["--from=build /opt/vendor-eval /opt/vendor-eval"]


def test_the_health_check_asks_the_app_at_an_address_that_it_has() -> None:
    (check,) = ordered(FINAL, "HEALTHCHECK")
    command = words_of(check[check.index("CMD ") + 4 :])
    (variables,) = ordered(FINAL, "ENV")

    assert command[0] == "python3"
    (asked,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", command[-1])
    assert asked == (dict(re.findall(r"(\S+)=(\S+)", variables))["VENDOR_EVAL_PORT"], HEALTH)
    assert ordered(FINAL, "ENTRYPOINT") == ['["vendor-eval"]']
    assert ordered(FINAL, "STOPSIGNAL") == ["SIGTERM"]


def health_check(port: int) -> subprocess.CompletedProcess[bytes]:
    """The health check of the image, asked of ``port`` where every way out goes by a dead proxy."""
    (check,) = ordered(FINAL, "HEALTHCHECK")
    _, *code = words_of(check[check.index("CMD ") + 4 :])
    proxy = dict.fromkeys(("http_proxy", "HTTP_PROXY"), "http://127.0.0.1:9")
    asked = [sys.executable, *(one.replace(":8501", f":{port}") for one in code)]
    return subprocess.run(
        asked, env=os.environ | proxy, capture_output=True, timeout=30, check=False
    )


class Well(BaseHTTPRequestHandler):
    """Says that it is well at one address alone."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == HEALTH else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


def test_the_health_check_asks_the_app_itself_whatever_proxy_is_set() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Well) as server:
        port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        well = health_check(port)
        server.shutdown()
    gone = health_check(port)

    assert well.returncode == 0, well.stderr
    assert gone.returncode != 0


@pytest.mark.parametrize("image", images())
def test_every_image_is_named_by_a_whole_version(image: str) -> None:
    assert re.search(r":\d+\.\d+(\.\d+)?-[\w-]+$", image)


def test_only_what_the_wheel_is_made_of_goes_to_the_build() -> None:
    lines = (TOP / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    allowed = {one[1:] for one in rules if one.startswith("!")}

    assert rules[0] == "*"
    assert {"vendor_eval", "scorecards", "app.py", "requirements/run.txt"} <= allowed
    assert allowed.isdisjoint({".git", "deploy", "tests", ".", "*"})
    assert not [one for one in rules if one.startswith("*") and "!" in one]


@pytest.mark.parametrize("name", list(SERVICES))
def test_every_service_is_closed_in_and_says_how_it_is(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert name == "app" or service["healthcheck"]["test"][0] == "CMD"
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])


def test_what_depends_on_another_waits_until_it_is_healthy() -> None:
    waits = {
        name: {on: how["condition"] for on, how in one["depends_on"].items()}
        for name, one in SERVICES.items()
        if "depends_on" in one
    }

    assert waits == {
        "app": {"database": "service_healthy"},
        "proxy": {"app": "service_healthy"},
    }


def test_only_the_proxy_is_reached_from_outside_and_it_does_not_reach_the_database() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["proxy"]
    assert set(SERVICES["proxy"]["networks"]).isdisjoint(SERVICES["database"]["networks"])
    assert COMPOSE["networks"][SERVICES["database"]["networks"][0]]["internal"] is True


def test_secrets_come_as_files_and_every_setting_is_one_of_the_app() -> None:
    given = SERVICES["app"]["environment"]
    names = {one.removeprefix("VENDOR_EVAL_").lower() for one in given}
    files = {f"{one}_file" for one in settings.SECRETS}

    assert names <= {*Settings.model_fields, *files}
    assert names.isdisjoint({*settings.SECRETS, "audit_key"})
    assert "@" in given["VENDOR_EVAL_DATABASE_URL"]
    assert re.search(r":[^/@]*@", given["VENDOR_EVAL_DATABASE_URL"].split("//")[1]) is None
    pointed_at = {one for one in given.values() if str(one).startswith("/run/secrets/")}
    assert pointed_at == {f"/run/secrets/{one}" for one in SERVICES["app"]["secrets"]}
    assert {one["file"].rpartition("/")[0] for one in COMPOSE["secrets"].values()} == {"./secrets"}
    assert (TOP / "deploy" / "secrets" / ".gitignore").read_text().splitlines()[1] == "*"


def test_every_process_has_the_same_keys_and_database() -> None:
    """Several processes are copies of one service, so nothing of theirs can differ."""
    assert "scale" in SERVICES["app"]
    proxy = (TOP / "deploy" / "Caddyfile").read_text("utf-8")
    assert "lb_policy cookie" in proxy
    assert "dynamic a" in proxy


def test_what_has_to_be_set_is_said_by_the_guide() -> None:
    text = (TOP / "deploy" / "compose.yaml").read_text("utf-8")
    guide = (TOP / "docs" / "operations.md").read_text("utf-8")

    wanted = set(re.findall(r"\$\{(\w+)", text))
    assert {one for one in wanted if f"`{one}`" not in guide} == set()
