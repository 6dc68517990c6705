-- How many titles each app kept in the library when it last named any, as JSON.
ALTER TABLE reconcile_libraries ADD COLUMN apps TEXT NOT NULL DEFAULT '{}';
