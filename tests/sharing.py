"""How processes share the tests: by file, and one of them takes all that open a browser.

With a file go the fixtures that its tests share, servers and databases among them, which would
otherwise be made once in each process. Two browsers at once slow each other down so far that a
person would notice.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

IN_BROWSER = "_in_browser.py"
"""How the name of a file ends whose tests open a browser."""

# What takes longest comes first, so that no process is left alone with it at the end.
_FIRST = (IN_BROWSER, "/test_engines_spark.py")


def place_of(file: str) -> int:
    """Where a file stands in the order of all; files of one place keep theirs."""
    return next((place for place, end in enumerate(_FIRST) if file.endswith(end)), len(_FIRST))


class Sharing(LoadFileScheduling):
    """Gives each process a file at a time, in the order in which they were collected.

    A group would say the same, but pytest 9.2 no longer lets xdist 3.8 write it on a test.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return IN_BROWSER if file.endswith(IN_BROWSER) else file
