-- How often an import that had been heard was handed in again, because it neither arrived nor was on its way.
ALTER TABLE history_imports ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
