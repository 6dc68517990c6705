-- Which node writes the unfinished file; empty where there is only one.
ALTER TABLE sync_jobs ADD COLUMN temp_by TEXT;
