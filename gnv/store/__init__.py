"""The database: engine, tables, migrations, audit trail, backup; it knows nothing of what is stored for."""
