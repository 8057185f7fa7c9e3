"""A real Spark cluster on loopback: one master and two workers, small, gone at the end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

from scripts.ports import free_port

_LOOPBACK = "127.0.0.1"
_PATIENCE_S = 180
_WORKERS = 2
# What starts soon and stays small matters more here than what runs fast for hours.
_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss4m"
_DEFAULTS = f"""
spark.executor.memory 512m
spark.driver.memory 512m
spark.driver.host {_LOOPBACK}
spark.driver.bindAddress {_LOOPBACK}
spark.sql.shuffle.partitions 4
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
"""


def can_run() -> bool:
    """Whether Spark and Java are installed."""
    return find_spec("pyspark") is not None and shutil.which("java") is not None


def configured(folder: Path) -> Mapping[str, str]:
    """Variables of the environment under which the cluster runs, and whoever uses it."""
    (folder / "spark-defaults.conf").write_text(_DEFAULTS)
    return {
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": _LOOPBACK,
        "SPARK_DAEMON_MEMORY": "256m",
        "JDK_JAVA_OPTIONS": _JAVA,
    }


@contextmanager
def cluster(folder: Path, variables: Mapping[str, str]) -> Iterator[str]:
    """The address of the master, as soon as both workers have reported to it."""
    port, page = free_port(), free_port()
    master = f"spark://{_LOOPBACK}:{port}"
    place = ["--host", _LOOPBACK, "--webui-port"]
    with ExitStack() as running:
        asked = ["master.Master", *place, str(page), "--port", str(port)]
        running.enter_context(_process(asked, folder / "master.log", variables))
        for number in range(_WORKERS):
            work = ["--work-dir", str(folder / f"work_{number}"), "--cores", "1", "--memory", "1g"]
            asked = ["worker.Worker", *place, "0", *work, master]
            log = folder / f"worker_{number}.log"
            running.enter_context(_process(asked, log, variables))
        _wait_for_workers(page)
        yield master


@contextmanager
def _process(asked: list[str], log: Path, variables: Mapping[str, str]) -> Iterator[None]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    home = Path(spec.origin).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{asked[0]}", *asked[1:]]
    environment = {**os.environ, **variables, "SPARK_HOME": str(home)}
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_workers(page: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://{_LOOPBACK}:{page}/json/", timeout=5) as answer:
                if json.load(answer)["aliveworkers"] == _WORKERS:
                    return
        except (OSError, ValueError, KeyError):
            # Nobody listens there yet, or the page is not whole yet.
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{_WORKERS} workers of Spark did not start within {_PATIENCE_S} s")
