"""Which sessions are open, since when, and when somebody last did something in them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table; the sessions of now come into it with their next action."""
    texts = [sa.Column(name, sa.Text(), nullable=False) for name in ("fingerprint", "mail")]
    times = [
        sa.Column(name, sa.DateTime(timezone=True), nullable=False)
        for name in ("begun_at", "last_at", "until")
    ]
    op.create_table(
        "live_session",
        *texts,
        *times,
        sa.Column("device", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_live_session"),
    )
    op.create_index("ix_live_session_mail", "live_session", ["mail"])
