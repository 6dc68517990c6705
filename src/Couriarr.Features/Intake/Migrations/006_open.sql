-- Only of a queue that rests outside the database: the entries whose jobs have not all ended yet. If it loses them, they are queued again.
CREATE TABLE webhook_open (
    inbox_id BIGINT PRIMARY KEY,
    job_id   BIGINT NOT NULL
);
