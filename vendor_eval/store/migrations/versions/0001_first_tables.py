"""The first tables: names, measurements, imports, mappings and contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and the slice that is the whole practice."""
    op.create_table(
        "import_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("restated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_record"),
        sa.UniqueConstraint("fingerprint", name="uq_import_record_fingerprint"),
    )
    op.create_table(
        "payer",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_payer"),
        sa.UniqueConstraint("key", name="uq_payer_key"),
    )
    op.create_table(
        "practice",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
    )
    op.create_table(
        "site",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("key", name="uq_site_key"),
    )
    op.create_table(
        "specialty",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_specialty"),
        sa.UniqueConstraint("key", name="uq_specialty_key"),
    )
    op.create_table(
        "vendor",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vendor"),
        sa.UniqueConstraint("key", name="uq_vendor_key"),
    )
    op.create_table(
        "contract",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_contract_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_contract"),
        sa.UniqueConstraint("vendor", name="uq_contract_vendor"),
    )
    op.create_table(
        "mapping",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_mapping_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_mapping"),
        sa.UniqueConstraint("vendor", name="uq_mapping_vendor"),
    )
    op.create_table(
        "slice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Integer(), nullable=True),
        sa.Column("payer", sa.Integer(), nullable=True),
        sa.Column("specialty", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["payer"], ["payer.id"], name="fk_slice_payer"),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_slice_site"),
        sa.ForeignKeyConstraint(["specialty"], ["specialty.id"], name="fk_slice_specialty"),
        sa.PrimaryKeyConstraint("id", name="pk_slice"),
        sa.UniqueConstraint("key", name="uq_slice_key"),
    )
    op.create_table(
        "contract_revision",
        sa.Column("contract", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name="fk_contract_revision_contract"
        ),
        sa.PrimaryKeyConstraint("contract", "number", name="pk_contract_revision"),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("slice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slice"], ["slice.id"], name="fk_series_slice"),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_series_vendor"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("vendor", "metric", "slice", name="uq_series_vendor_metric_slice"),
    )
    op.create_table(
        "measurement",
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("numerator_e4", sa.BigInteger(), nullable=True),
        sa.Column("denominator_e4", sa.BigInteger(), nullable=True),
        sa.Column("import_record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_record"], ["import_record.id"], name="fk_measurement_import_record"
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_measurement_series"),
        sa.PrimaryKeyConstraint("series", "month", "revision", name="pk_measurement"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_measurement_second",
        "measurement",
        ["series", "month"],
        sqlite_where=sa.text("revision = 2"),
        postgresql_where=sa.text("revision = 2"),
    )
    # The first of an empty table, so its id is 1.
    op.execute("INSERT INTO slice (key) VALUES ('//')")
