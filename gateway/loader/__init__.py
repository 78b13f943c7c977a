"""Brings the store up to date with the content files: dirty keys, derived set by set, in one transaction.

sources          content roots by name
changes          what is new, touched or gone
looking          the same, for an edition of the database
seeds            last good versions for a public edition that is made later
tasks            files to read, as workers get them
parsing          the workers' part: files to rows
article_rows     entries to rows
rows             rows by table
named            entries of related lists as they are stored, remembered
stub_rows        mentions to the rows of stubs
packed           entries as they are stored
sent             what workers give back, on its way
workers          the process pool
change_log       what subscribers are told
bulk             a first load without indexes
seen             shared things, made as soon as they are named
work             temporary tables of dirty keys
statements       SQL that several steps share
upserts          inserts of what may be there already
documents        rows into the tables, where nobody else claims the path
paths            contested paths
mentions         what related lists mean
stubs            stories without a document
newest           the newest story of a topic or provider
providers        publishers
definitions      topic files
topics           topics
images           pictures
profiles         what suggestions are made from
scratch          files for the workers of one load
suggestions      suggested stories
article_counts   how many articles there are of what, kept in step
counting         how that is counted
search           the indexes of words
search_changes   which texts are other ones now
search_sqlite, search_postgresql  how each engine is told
search_rows      texts to the rows of PostgreSQL's index
search_weights   how much words weigh, for SQLite
weighing         the workers' part of that
parts            hashes of parts of what is served, kept
fan_outs         how long lists are
snapshot         a name for all that is served
stored_problems  what is wrong
progress         who listens
report           what came of it
writing          all steps of one edition, in running order
editions         the same, for all editions, in transactions that end together
load             all of it
reloader         all of it again, for a server
watching         when something has changed
check            the same without a database
backup           copies of a database, and back
examination      whether a database is sound, and in step with itself
"""
