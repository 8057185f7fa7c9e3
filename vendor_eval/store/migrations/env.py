"""What Alembic runs: the migrations, on the connection and in the transaction it is given."""

from alembic import context

from vendor_eval.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # SQLite cannot change a column in place; Alembic then copies the table.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
