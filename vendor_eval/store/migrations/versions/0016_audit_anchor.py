"""Where the audit log begins when older entries were retired, and what rows were then."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    """Make both tables; nothing is retired yet."""
    op.create_table(
        "audit_anchor",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("hash", "at", "by", "archive", "opening"),
        sa.Column("noted_seq", sa.Integer(), nullable=False),
        *_texts("noted_hash", "key_id", "seal"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_anchor"),
    )
    op.create_table(
        "audit_opening",
        *_texts("action", "entity", "key"),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_texts("row"),
        sa.PrimaryKeyConstraint("entity", "key", name="pk_audit_opening"),
    )
