-- What a movie is called, without case, accents, punctuation and spaces: people look for it by that. Null until it is looked at again.
ALTER TABLE movies ADD COLUMN letters text;
