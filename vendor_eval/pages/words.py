"""Text from files and people, shown as it is.

Streamlit reads most text as markdown, and markdown can load pictures from elsewhere. Whatever a
person or a file wrote passes through `literal` first, or is shown in a table.
"""

from __future__ import annotations

import re
import string

_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
# What the browser looks for in text that is markdown no more: addresses, which it turns into links,
# and the name of a picture. A mark without width between two letters lets them be.
_SOUGHT = re.compile(r"(https?:|www|:streamlit)(?=//|\.|:)", re.IGNORECASE)
_UNSEEN = "\u2060"


def literal(text: str) -> str:
    """``text`` so that markdown shows its characters and does nothing with them."""
    return _SOUGHT.sub(rf"\1{_UNSEEN}", text).translate(_ENTITIES)
