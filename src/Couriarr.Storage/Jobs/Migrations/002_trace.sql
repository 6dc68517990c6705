-- The W3C trace context that a job was added in. Empty unless traces are sent somewhere.
ALTER TABLE job_queue ADD COLUMN trace TEXT;
