"""Definitions worked out in Apache Spark, on this machine or on a cluster, over Parquet files.

Every worker has to see the folder of temporary files of this machine under the same path.
"""

from __future__ import annotations

import os
import shutil
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.engines.handover import Form, Handed
from vendor_eval.errors import EngineFailure
from vendor_eval.private_folders import private_folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""This machine, all of its processors."""

_NO_SPARK = "Spark: pyspark is not installed; install vendor-eval[spark]"
_NO_JAVA = "Spark: there is no Java; install version 17 or later, or set JAVA_HOME"
_PATIENCE_S = 10
# Standard error is for what keeps files from counting; failures are told by `_failures`.
_NO_LOG = """
appender.nowhere.type = Null
appender.nowhere.name = nowhere
rootLogger.level = error
rootLogger.appenderRef.nowhere.ref = nowhere
"""


class Spark:
    """One session."""

    dialect = "spark"
    form: Form = "parquet"

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def show(self, handed: Handed) -> None:
        """As `elsewhere.Server.show`."""
        with _failures():
            rows = self._session.read.parquet(handed.path.as_uri())
            rows.createOrReplaceTempView(handed.name)

    def make(self, name: str, query: str) -> None:
        """As `elsewhere.Server.make`."""
        with _failures():
            self._session.sql(query).createOrReplaceTempView(name)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """As `elsewhere.Server.rows`."""
        with _failures():
            return [row.asDict() for row in self._session.sql(query).collect()]


@contextmanager
def running(master: str) -> Iterator[Spark]:
    """A session with the cluster at ``master``, such as ``spark://host:7077``; `LOCAL` for none.

    Raises:
        EngineFailure: Spark or Java is not installed, or nothing answers there.
    """
    if find_spec("pyspark") is None:
        raise EngineFailure(_NO_SPARK)
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise EngineFailure(_NO_JAVA)
    _refuse_silence(master)
    with private_folder() as folder:
        session = _session(master, folder)
        try:
            yield Spark(session)
        finally:
            session.stop()


def _refuse_silence(master: str) -> None:
    """Spark itself would try for a minute.

    Raises:
        EngineFailure: nothing answers at any address of the master.
    """
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _PATIENCE_S).close()
        except (OSError, ValueError, OverflowError):
            continue
        return
    raise EngineFailure(
        f"Spark: nothing answers at {master}; start the cluster, or set "
        "VENDOR_EVAL_SPARK_MASTER to its address, spark://host:7077"
    )


def _session(master: str, folder: Path) -> SparkSession:
    with warnings.catch_warnings():
        # It warns of data frames of pandas, none of which is exchanged.
        warnings.simplefilter("ignore", FutureWarning)
        return _started(master, folder)


def _started(master: str, folder: Path) -> SparkSession:
    from pyspark.sql import SparkSession

    logging = folder / "log4j2.properties"
    logging.write_text(_NO_LOG)
    config = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Dlog4j.configurationFile={logging.as_uri()}",
    }
    if master.startswith("local"):
        # Nobody else has to reach it.
        config |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.appName("vendor-eval").master(master)
    for name, value in config.items():
        builder = builder.config(name, value)
    with _failures():
        return builder.getOrCreate()


@contextmanager
def _failures() -> Iterator[None]:
    """Errors of Spark as ours; their text may quote a cell, so that only the kind is told."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, OSError) as error:
        kind = error.getCondition() if isinstance(error, PySparkException) else None
        raise EngineFailure(
            f"Spark gave up ({kind or type(error).__name__}); see whether its workers run, have "
            "room, and see the folder of temporary files of this machine"
        ) from None
