"""What was recomputed from claims, what audits found, and by which definitions vendors report."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_REMITS = ("remits", "denied", "fully_denied", "billed_cents", "denied_cents")
_CODES = (
    "lines",
    "units",
    "billed_cents",
    "paid_cents",
    "allowed_lines",
    "allowed_cents",
    "priced_lines",
    "expected_cents",
    "priced_allowed_cents",
    "underpaid_lines",
    "underpaid_cents",
)


def upgrade() -> None:
    """Make the tables; those that exist stay as they are."""
    _runs()
    _values()
    _sums()
    _truths()


def _recorded() -> list[sa.Column[object]]:
    """Who stored a row, and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    ]


def _runs() -> None:
    op.create_table(
        "claim_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("definitions", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        *_recorded(),
        sa.PrimaryKeyConstraint("id", name="pk_claim_run"),
        sa.UniqueConstraint("fingerprint", name="uq_claim_run_fingerprint"),
    )
    op.create_table(
        "claim_run_file",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["claim_run.id"], name="fk_claim_run_file_run"),
        sa.PrimaryKeyConstraint("run", "place", name="pk_claim_run_file"),
    )


def _values() -> None:
    op.create_table(
        "claim_value",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("is_variant", sa.Boolean(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("pending", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["claim_run.id"], name="fk_claim_value_run"),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_claim_value_vendor"),
        sa.PrimaryKeyConstraint(
            "run", "vendor", "month", "metric", "is_variant", name="pk_claim_value"
        ),
    )
    op.create_index("ix_claim_value_vendor_month", "claim_value", ["vendor", "month"])


def _sums() -> None:
    op.create_table(
        "claim_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("specialty", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["claim_run.id"], name="fk_claim_place_run"),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_claim_place_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_claim_place"),
        sa.UniqueConstraint(
            "run",
            "vendor",
            "month",
            "payer",
            "specialty",
            "site",
            name="uq_claim_place_run_vendor_month_payer_specialty_site",
        ),
    )
    op.create_index("ix_claim_place_vendor_month", "claim_place", ["vendor", "month"])
    _sum("claim_remit_sum", (), _REMITS)
    _sum("claim_denial_sum", ("group_code", "carc"), ("claims", "mentions", "cents"))
    _sum("claim_code_sum", ("code",), _CODES)


def _sum(name: str, keys: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    """A table of sums of a place, parted further by ``keys``."""
    op.create_table(
        name,
        sa.Column("place", sa.Integer(), nullable=False),
        *(sa.Column(one, sa.Text(), nullable=False) for one in keys),
        *(sa.Column(one, sa.BigInteger(), nullable=False) for one in numbers),
        sa.ForeignKeyConstraint(["place"], ["claim_place.id"], name=f"fk_{name}_place"),
        sa.PrimaryKeyConstraint("place", *keys, name=f"pk_{name}"),
    )


def _truths() -> None:
    op.create_table(
        "audited_value",
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_audited_value_vendor"),
        sa.PrimaryKeyConstraint("vendor", "metric", "month", "revision", name="pk_audited_value"),
    )
    op.create_table(
        "reported_definition",
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("tolerance", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_reported_definition_vendor"),
        sa.PrimaryKeyConstraint("vendor", "metric", "revision", name="pk_reported_definition"),
    )
