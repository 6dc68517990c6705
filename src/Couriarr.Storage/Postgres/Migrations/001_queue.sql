-- What the queue has on PostgreSQL alone. A sequence gives tokens without a lock; what is rolled back is never given again.
CREATE SEQUENCE job_tokens;
CREATE INDEX job_queue_leases ON job_queue (lease_until) WHERE state = 'running';

-- Rows of the queue are changed a few times and then deleted: room in each page, and a clean-up that comes early.
ALTER TABLE job_queue SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE job_gates SET (autovacuum_vacuum_threshold = 20);
