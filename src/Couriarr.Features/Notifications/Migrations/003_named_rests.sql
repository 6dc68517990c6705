-- Whether the receiver itself said how long it wants to be left alone: nobody may have it asked before that.
ALTER TABLE receivers ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0;
