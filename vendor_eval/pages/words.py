"""Text from files and people, shown as it is.

Streamlit reads most text as markdown, and markdown can load pictures from elsewhere. Whatever a
person or a file wrote passes through `literal` first, or is shown in a table.
"""

from __future__ import annotations

import string

_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}


def literal(text: str) -> str:
    """``text`` so that markdown shows its characters and does nothing with them."""
    return text.translate(_ENTITIES)
