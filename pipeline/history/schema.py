"""The tables of the history, each named by its row; a module of its own may add others to `metadata`.

Opening a history makes the tables it does not have. A table that stands and must change needs a step in versions.py.
"""

import sqlalchemy as sa

metadata = sa.MetaData()

schema_version = sa.Table("schema_version", metadata, sa.Column("version", sa.Integer, primary_key=True))
received_file = sa.Table(
    "received_file",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("first_seen", sa.DateTime, nullable=False),
)
first_receipt = sa.Table(
    "first_receipt",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("form", sa.String(64), primary_key=True),
    sa.Column("unit", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("received", sa.DateTime, nullable=False),
)
accepted_return = sa.Table(
    "accepted_return",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("form", sa.String(64), primary_key=True),
    sa.Column("unit", sa.String(64), primary_key=True),
    sa.Column("rows", sa.Text, nullable=False),
)
figure = sa.Table(
    "figure",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("value", sa.Text),
)
rank = sa.Table(
    "rank",
    metadata,
    sa.Column("period", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("rank", sa.Integer, nullable=False),
)
