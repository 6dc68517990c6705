-- What was told of one work, and the names of all, without their payloads.
CREATE INDEX webhook_inbox_works ON webhook_inbox (work_key, title, received_at) WHERE work_key IS NOT NULL;
CREATE INDEX webhook_inbox_work ON webhook_inbox (work_key, id) WHERE work_key IS NOT NULL;
