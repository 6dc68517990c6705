-- Chats of Telegram that became supergroups, and have another id since.
CREATE TABLE moved_chats (
    chat   TEXT PRIMARY KEY,                        -- as the channel has it
    now_at TEXT NOT NULL
);
