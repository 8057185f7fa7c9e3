"""The pages of the app as a document: what each is for, and which roles see it."""

from vendor_eval.access.roles import GRANTED, Permission
from vendor_eval.pages.menu import PAGES, Entry

_HEAD = """\
<!-- Generated from vendor_eval/pages/menu.py by `make docs`; edit that, not this page. -->

# Pages

Every page of the app in the order of the menu: what it is for, and which roles see it. What a role
does there, step by step, stands in the [guides](guides/README.md); what changes something may ask
for more than seeing the page does.
"""
_TABLE = "| Page | What it is for | Who sees it |\n|---|---|---|\n"


def markdown() -> str:
    """The content of docs/pages.md."""
    sections: dict[str, list[Entry]] = {}
    for entry in PAGES:
        sections.setdefault(entry.section, []).append(entry)
    return "\n".join((_HEAD, *(_section(name, pages) for name, pages in sections.items())))


def _section(name: str, pages: list[Entry]) -> str:
    head = f"## {name}\n\n" if name else ""
    rows = (f"| {one.title} | {one.help} | {_seen_by(one.permission)} |\n" for one in pages)
    return f"{head}{_TABLE}{''.join(rows)}"


def _seen_by(permission: Permission) -> str:
    roles = [role for role, granted in GRANTED.items() if permission in granted]
    return "everybody" if len(roles) == len(GRANTED) else ", ".join(roles)
