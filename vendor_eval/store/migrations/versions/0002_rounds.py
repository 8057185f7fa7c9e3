"""Rounds of evaluation: candidates, frozen scorecards, answers, evidence and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of rounds; those that exist stay as they are."""
    op.create_table(
        "round",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("key", name="uq_round_key"),
    )
    op.create_table(
        "round_candidate",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_candidate_round"),
        sa.ForeignKeyConstraint(["vendor"], ["vendor.id"], name="fk_round_candidate_vendor"),
        sa.PrimaryKeyConstraint("round", "vendor", name="pk_round_candidate"),
    )
    op.create_table(
        "round_scorecard",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("scorecard", sa.Text(), nullable=False),
        sa.Column("scorecard_version", sa.Text(), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_scorecard_round"),
        sa.PrimaryKeyConstraint("round", "place", name="pk_round_scorecard"),
        sa.UniqueConstraint("round", "scorecard", name="uq_round_scorecard_round_scorecard"),
    )
    op.create_table(
        "round_assignment",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("evaluator", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_assignment_round"),
        sa.PrimaryKeyConstraint("round", "evaluator", "section", name="pk_round_assignment"),
    )
    op.create_table(
        "round_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_event_round"),
        sa.PrimaryKeyConstraint("id", name="pk_round_event"),
    )
    op.create_index("ix_round_event_round", "round_event", ["round"])
    op.create_table(
        "round_decision",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("round_version", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "vendor"],
            ["round_candidate.round", "round_candidate.vendor"],
            name="fk_round_decision_round_vendor",
        ),
        sa.PrimaryKeyConstraint("round", "round_version", name="pk_round_decision"),
    )
    op.create_table(
        "answer",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("evaluator", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "vendor"],
            ["round_candidate.round", "round_candidate.vendor"],
            name="fk_answer_round_vendor",
        ),
        sa.PrimaryKeyConstraint(
            "round", "vendor", "item", "evaluator", "revision", name="pk_answer"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_evidence_file"),
    )
    op.create_table(
        "evidence_piece",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "vendor"],
            ["round_candidate.round", "round_candidate.vendor"],
            name="fk_evidence_piece_round_vendor",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_file.sha256"], name="fk_evidence_piece_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_piece"),
    )
    op.create_index("ix_evidence_piece_expires", "evidence_piece", ["expires"])
    op.create_index("ix_evidence_piece_round_vendor", "evidence_piece", ["round", "vendor"])
