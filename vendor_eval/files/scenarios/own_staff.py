"""What own staff does of the work in an option: the tasks, and what the staff costs."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.files.scenarios.forms import AMOUNT, PRICE, RATE, number_of, one_of, some_of
from vendor_eval.files.scenarios.keys import Entries, entries_of, part
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.pricing.fees import Clause
from vendor_eval.pricing.own_staff import STAFF_ASSUMPTIONS, OwnStaff, Staffing, Task
from vendor_eval.quantities import Unit

OWN_STAFF = "own_staff"
_FIGURES = {
    "staff": number_of(Unit.COUNT),
    "wage": PRICE,
    "load": RATE,
    "turnover": RATE,
    "leaver_cost": PRICE,
    "training": PRICE,
    "software": PRICE,
    "clearinghouse": PRICE,
    "management_hours": number_of(Unit.HOURS),
    "management_rate": PRICE,
}
_TASKS = some_of(Task)
_FURTHER = {"set_up": AMOUNT, "rise": RATE, "staffing": one_of(Staffing)}


def own_staff_of(table: TomlTable) -> OwnStaff | None:
    """What ``table`` says; figures that it does not give are assumed.

    None, with a fault, where it does not say which tasks.
    """
    table.required("tasks", '["denials", "posting"]')
    tasks = _TASKS.read(table, "tasks")
    if table.values.get("tasks") == []:
        table.fault("tasks", "is empty", f"write some of {', '.join(Task)}")
    given = {key: form.read(table, key) for key, form in _FIGURES.items()}
    further = {key: form.read(table, key) for key, form in _FURTHER.items()}
    table.no_other_keys()
    if not tasks:
        return None
    absent = frozenset(key for key in _FIGURES if given[key] is None)
    figures = given | {key: STAFF_ASSUMPTIONS[key].value for key in absent}
    said = {key: value for key, value in further.items() if value is not None}
    return OwnStaff(tasks=tasks, assumed=absent, **figures, **said)


def own_staff_entries(staff: OwnStaff) -> Entries:
    """The keys that `own_staff_of` reads as ``staff``."""
    given = (key for key in _FIGURES if key not in staff.assumed)
    figures = {key: _FIGURES[key].write(getattr(staff, key)) for key in given}
    further = entries_of(staff, [part(key, form) for key, form in _FURTHER.items()])
    return {"tasks": _TASKS.write(staff.tasks), **figures, **further}


def check_beside(table: TomlTable, clauses: Sequence[Clause]) -> None:
    """Note where something acts on the whole invoice: own staff would be counted into it."""
    if clauses:
        what = "stands beside what acts on the whole invoice, and would be counted into it"
        mend = "write it on the fee, or give own staff an option of its own"
        table.fault(OWN_STAFF, what, mend)
