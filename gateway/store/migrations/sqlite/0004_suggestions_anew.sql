-- Words are weighed otherwise on small sites: without postings the next load makes all lists of suggestions anew.
DELETE FROM posting;
