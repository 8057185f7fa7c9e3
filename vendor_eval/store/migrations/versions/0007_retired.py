"""Document requests, references and the practice's own scorecards can be taken out of use."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TABLES = ("document_request", "vendor_reference", "own_scorecard")


def upgrade() -> None:
    """Add the column; everything that is stored stays in use."""
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false())
            )
        with op.batch_alter_table(name) as table:
            table.alter_column("retired", server_default=None)
