"""What only the practice knows and a negotiation with payers takes, every revision."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "coding_practice",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("has_guidelines", sa.Boolean(), nullable=True),
        sa.Column("is_documented", sa.Boolean(), nullable=True),
        sa.Column("has_certified_coders", sa.Boolean(), nullable=True),
        *_recorded(),
        sa.PrimaryKeyConstraint("revision", name="pk_coding_practice"),
    )
    op.create_table(
        "rate_increase",
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        *_recorded(),
        sa.PrimaryKeyConstraint("payer", "revision", name="pk_rate_increase"),
    )


def _recorded() -> list[sa.Column[object]]:
    """Who stored a row, and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    ]
