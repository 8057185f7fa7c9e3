"""What causes denials that recur, and what is done about them, every revision."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "denial_action",
        sa.Column("version", sa.Integer(), nullable=False),
        *_recorded(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("carc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_denial_action_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_denial_action"),
        sa.UniqueConstraint("vendor", "payer", "carc", name="uq_denial_action_vendor_payer_carc"),
    )
    op.create_table(
        "denial_action_revision",
        sa.Column("denial_action", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(
            ["denial_action"],
            ["denial_action.id"],
            name="fk_denial_action_revision_denial_action",
        ),
        sa.PrimaryKeyConstraint("denial_action", "number", name="pk_denial_action_revision"),
    )


def _recorded() -> list[sa.Column[object]]:
    """Who stored a row, and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    ]
