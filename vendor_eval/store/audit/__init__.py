"""The audit log as the database keeps it.

The database itself notes every change of an audited row (`triggers`), so that no way of writing
slips past. What was noted is sealed into the log before the change is committed (`sealing`), in
the same transaction. `verify` reads the log and compares what it says with what is stored.
"""

from vendor_eval.store.audit.reading import checkpoint, verify
from vendor_eval.store.audit.sealing import note
from vendor_eval.store.audit.triggers import missing

__all__ = ["checkpoint", "missing", "note", "verify"]
