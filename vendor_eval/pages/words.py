"""Text from files and people, shown as it is.

Streamlit reads most text as markdown, and markdown can load pictures from elsewhere. Whatever a
person or a file wrote passes through `literal` first, or is shown in a table.
"""

from __future__ import annotations

import re

# What markdown reads as more than a character, each where it does so: names of fields are read to
# people without markdown, and there an escape is noise. What opens a block counts at the beginning
# of a text, in front of which anything may stand; a sign of comparison is one between two blanks.
_MARKUP = re.compile(
    r"""
    [!\#$*+\[\\\]^_`{|}~] | (?<![<>])=
    | (?<!\S[ ])[<>] | [<>](?!=?[ ])
    | (?<!\w)- | -(?!\w)
    | [&:](?!\s)
    | (?<!\S)(?P<number>\d*)[.)](?!\S)
    """,
    re.VERBOSE,
)
# What the browser looks for in text that is markdown no more: addresses, which it turns into links,
# and the name of a picture. A mark without width between two letters lets them be.
_SOUGHT = re.compile(r"(https?:|www|:streamlit)(?=//|\.|:)", re.IGNORECASE)
_UNSEEN = "\u2060"


def literal(text: str) -> str:
    """``text`` so that markdown shows its characters and does nothing with them."""
    return _MARKUP.sub(_escaped, _SOUGHT.sub(rf"\1{_UNSEEN}", text))


def _escaped(found: re.Match[str]) -> str:
    number = found["number"] or ""
    return f"{number}&#{ord(found[0][-1])};"
