"""Files → entries. Pure: no database, no network; what is wrong with a file is a value and never raised.

The ways in:

discovery           a content root → its settings and the files that may be content
reading             the bytes of one file → its entry and its problems
withholding         the part of it that the public may see

What they hand out:

entries             articles, topics, organizations
problems            the table of all that can be wrong
statuses            the numbers that stand for statuses
identity            ids, slugs and folded names
files               the bytes of a file, within bounds
site                the address that relative image addresses belong to
paths               file names: what is content, and where it stands

From bytes to values, in running order:

front_matter        head and body
usual               head → values, for stories as nearly all are written: several times as fast as the plain way
plain_heads         head → nodes, for a plain shape: several times as fast as YAML
plain_items, plain_lines, plain_nodes, plain_places
                    its parts: cutting a related list and lines, making nodes, and finding out where they stand
heads               any head → YAML mapping, or the reason why not
yaml_nodes          YAML → nodes with places, through libyaml where there is one
quoting             the one YAML slip that is mended
control_characters  those that a head may not have
aliases             how large a head is with its aliases written out
mappings            keys and values: duplicates, merge keys, lone values as lists
scalars             YAML 1.1 typing
values              text, numbers, booleans, instants, addresses
instants            timestamps → canonical text
repair              mojibake and entities
remembering         what is made of texts that come again
extra               JSON values of keys without a field
findings            where all of these report problems

From values to entries:

documents           a file with its keys, as the three readers below get it
article, topic, organization
bodies, images, providers, related, secured, titles, topics
                    the parts of an article

merging             several uses of one thing → one
"""
