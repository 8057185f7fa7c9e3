"""Records of what follows a finding, every revision."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "follow_up",
        sa.Column("version", sa.Integer(), nullable=False),
        *_recorded(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_follow_up_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("vendor", "kind", "key", name="uq_follow_up_vendor_kind_key"),
    )
    op.create_table(
        "follow_up_revision",
        sa.Column("follow_up", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(
            ["follow_up"], ["follow_up.id"], name="fk_follow_up_revision_follow_up"
        ),
        sa.PrimaryKeyConstraint("follow_up", "number", name="pk_follow_up_revision"),
    )


def _recorded() -> list[sa.Column[object]]:
    """Who stored a row, and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    ]
