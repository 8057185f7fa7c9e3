"""The audit log, and the changes that wait to be sealed into it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def upgrade() -> None:
    """Make both tables; their triggers are made after the last migration."""
    op.create_table(
        "audit_log",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("at", "by", "action", "entity", "key"),
        *_texts("old", "new", nullable=True),
        *_texts("key_id", "prev", "hash"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_log"),
    )
    op.create_table(
        "audit_pending",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("action", "entity"),
        *_texts("key", "old", "new", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_pending"),
    )
