-- Whose lists show a story is found among those that share a term with it.
DROP INDEX IF EXISTS article_suggested_to;
