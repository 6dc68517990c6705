-- The app's own number of the file: by it a file is told from an upgrade that has its name. Empty in rows that are older than this.
ALTER TABLE history_imports ADD COLUMN file_id INTEGER;
