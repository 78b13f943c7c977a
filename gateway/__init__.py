"""A GraphQL gateway over folders of front-matter files: one operation, one SQL statement."""

__version__ = "0.1.0"
