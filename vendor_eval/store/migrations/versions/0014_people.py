"""Who may come in, who has, and which sessions are over."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "access_grant",
        sa.Column("version", sa.Integer(), nullable=False),
        _time("recorded_at"),
        *_texts("recorded_by", "mail"),
        *_texts("role", "vendors", nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        _time("valid_after", nullable=True),
        sa.PrimaryKeyConstraint("mail", name="pk_access_grant"),
    )
    op.create_table(
        "sign_in",
        *_texts("issuer", "subject", "mail", "name"),
        *_texts("role", "through", nullable=True),
        _time("last_at"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_sign_in"),
        sa.UniqueConstraint("mail", name="uq_sign_in_mail"),
    )
    op.create_table(
        "revoked_session",
        *_texts("fingerprint"),
        _time("until"),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_revoked_session"),
    )
