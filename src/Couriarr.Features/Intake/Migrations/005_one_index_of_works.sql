-- What was told of one work is found by webhook_inbox_works as well, and each index more is written with each webhook.
DROP INDEX webhook_inbox_work;
