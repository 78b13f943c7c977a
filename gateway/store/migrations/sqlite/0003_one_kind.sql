-- Each edition logs what its own readers are told. What was logged before is told to nobody any more.
DELETE FROM article_change;
ALTER TABLE article_change DROP COLUMN public_kind;
