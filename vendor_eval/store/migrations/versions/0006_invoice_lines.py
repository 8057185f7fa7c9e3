"""Lines of invoices: what kind each is of, and which expected line a person says it means."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add both columns; lines that are stored say neither."""
    with op.batch_alter_table("invoice_line") as lines:
        for name in ("kind", "meant"):
            lines.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("invoice_line") as lines:
        for name in ("kind", "meant"):
            lines.alter_column(name, server_default=None)
