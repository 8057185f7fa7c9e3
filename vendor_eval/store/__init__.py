"""SQLite or PostgreSQL: whatever the practice has recorded, whole and with its history.

Everything here takes a session of `Store.reading` or `Store.writing`. Who may do what is decided
above; the store only keeps who did it.
"""

from vendor_eval.store.database import Store
from vendor_eval.store.migrations import State, state, upgrade

__all__ = ["State", "Store", "state", "upgrade"]
