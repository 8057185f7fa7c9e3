"""What every table is made of."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import MetaData, Text
from sqlmodel import Field, SQLModel

# Names of constraints are fixed, so that a migration can drop on one database what another made.
_CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """What all tables share: one catalogue of tables, apart from anybody else's."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_CONSTRAINT_NAMES)


class Versioned(Table):
    """A row that may be overwritten by whoever names its current version."""

    version: int = 1
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class Revised(Versioned):
    """A row whose version is the number of its newest revision.

    Revisions stand in a table of their own, in which a column called like the table of this row
    names it; they are never changed.
    """

    id: int = Field(default=None, primary_key=True)


class Named(Table):
    """A row known by a name; ``key`` is the name as `naming.name_key` gives it."""

    name: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text, unique=True)
