"""The practice's profile and own scorecards, registers of vendors, rounds that repeat others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the new tables and columns; what is stored stays as it is."""
    _widen_practice()
    _widen_round()
    op.create_table(
        "own_scorecard",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_own_scorecard"),
    )
    op.create_table(
        "carried_answer",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("evaluator", sa.Text(), nullable=False),
        sa.Column("from_round", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "vendor"],
            ["round_candidate.round", "round_candidate.vendor"],
            name="fk_carried_answer_round_vendor",
        ),
        sa.ForeignKeyConstraint(["from_round"], ["round.id"], name="fk_carried_answer_from_round"),
        sa.PrimaryKeyConstraint("round", "vendor", "item", "evaluator", name="pk_carried_answer"),
        sqlite_with_rowid=False,
    )
    _make_registers()


def _widen_practice() -> None:
    for names in ("specialties", "payers", "ehr_systems", "practice_management_systems"):
        column = sa.Column(names, sa.Text(), nullable=False, server_default="[]")
        op.add_column("practice", column)
    op.add_column("practice", sa.Column("claims_a_month", sa.Integer(), nullable=True))


def _widen_round() -> None:
    op.add_column("round", sa.Column("review_months", sa.Integer(), nullable=True))
    repeated = sa.ForeignKey("round.id", name="fk_round_review_from")
    # SQLite takes a constraint on a new column only in the same breath.
    op.add_column("round", sa.Column("review_from", sa.Integer(), repeated), inline_references=True)


def _make_registers() -> None:
    _make_register(
        "vendor_coder",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("specialty", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_vendor_coder_expires", "vendor_coder", ["expires"])
    _make_register(
        "document_request",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
    )
    _make_register(
        "vendor_reference",
        sa.Column("practice_name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("specialty", sa.Text(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("denial_trend", sa.Text(), nullable=False),
        sa.Column("responsiveness", sa.Text(), nullable=False),
        sa.Column("reporting_quality", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
    )
    _make_register(
        "subcontractor",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("baa_signed_on", sa.Date(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
    )


def _make_register(name: str, *columns: sa.Column[object]) -> None:
    """A table of rows that belong to a vendor and carry a version."""
    op.create_table(
        name,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name=f"fk_{name}_vendor"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_vendor", name, ["vendor"])
