"""Pricing: offers, scenarios, what was found about cautions, and invoices."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of pricing; those that exist stay as they are."""
    _offers()
    _scenarios()
    _invoices()


def _recorded() -> list[sa.Column[object]]:
    """Who stored a row, and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    ]


def _offers() -> None:
    op.create_table(
        "offer",
        sa.Column("version", sa.Integer(), nullable=False),
        *_recorded(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_offer_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.UniqueConstraint("vendor", "key", name="uq_offer_vendor_key"),
    )
    op.create_table(
        "offer_revision",
        sa.Column("offer", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(["offer"], ["offer.id"], name="fk_offer_revision_offer"),
        sa.PrimaryKeyConstraint("offer", "number", name="pk_offer_revision"),
    )


def _scenarios() -> None:
    op.create_table(
        "scenario",
        sa.Column("version", sa.Integer(), nullable=False),
        *_recorded(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scenario"),
        sa.UniqueConstraint("key", name="uq_scenario_key"),
    )
    op.create_table(
        "scenario_revision",
        sa.Column("scenario", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(
            ["scenario"], ["scenario.id"], name="fk_scenario_revision_scenario"
        ),
        sa.PrimaryKeyConstraint("scenario", "number", name="pk_scenario_revision"),
    )
    op.create_table(
        "caution_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario", sa.Integer(), nullable=False),
        sa.Column("option", sa.Text(), nullable=False),
        sa.Column("caution", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(["scenario"], ["scenario.id"], name="fk_caution_note_scenario"),
        sa.PrimaryKeyConstraint("id", name="pk_caution_note"),
    )
    op.create_index("ix_caution_note_scenario", "caution_note", ["scenario"])


def _invoices() -> None:
    op.create_table(
        "invoice",
        sa.Column("version", sa.Integer(), nullable=False),
        *_recorded(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_invoice_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice"),
        sa.UniqueConstraint("vendor", "key", name="uq_invoice_vendor_key"),
    )
    op.create_table(
        "invoice_revision",
        sa.Column("invoice", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_recorded(),
        sa.ForeignKeyConstraint(["invoice"], ["invoice.id"], name="fk_invoice_revision_invoice"),
        sa.PrimaryKeyConstraint("invoice", "number", name="pk_invoice_revision"),
    )
    op.create_table(
        "invoice_line",
        sa.Column("invoice", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=True),
        sa.Column("rate", sa.Text(), nullable=True),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice", "revision"],
            ["invoice_revision.invoice", "invoice_revision.number"],
            name="fk_invoice_line_invoice_revision",
        ),
        sa.PrimaryKeyConstraint("invoice", "revision", "place", name="pk_invoice_line"),
    )
