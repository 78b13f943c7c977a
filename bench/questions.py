"""What is asked: the texts of `queries.json` for each target, and seeded draws of variables for them."""

import base64
import http.client
import json
import random
import re
import sqlite3

from servers import HERE, tree


def read_operations():
    return json.loads((HERE / "queries.json").read_text("utf-8"))


class Target:
    """One server to measure, and how it is asked each operation."""

    def __init__(self, servers, operations, name):
        self.name, self.entry = name, servers.config["target"][name]
        self.port, self.path = self.entry["port"], self.entry.get("path", "/graphql")
        self.dialect = self.entry.get("dialect", "default")
        self.operations = {op: dict(spec) for op, spec in operations.items()}
        if "queries" in self.entry:
            for op, spec in json.loads((HERE / self.entry["queries"]).read_text("utf-8")).items():
                self.operations.setdefault(op, {}).update(spec)
        self.roots, self.started_seconds, self.idle_mib = [], 0.0, 0.0

    def start(self, servers):
        services = [servers.need(service) for service in self.entry.get("needs", ())]
        process, self.started_seconds = servers.start(self.name, self.entry)
        self.roots = [process.pid, *(service.pid for service in services)]

    def processes(self):
        return set().union(*map(tree, self.roots))

    def knows(self, op):
        """A target whose dialect has no text for an operation is not asked it."""
        return self.dialect in self.operations[op]

    def spec(self, op):
        return self.operations[op][self.dialect]

    def body(self, op, row):
        """The JSON body of one request: the dialect's text with the drawn row's values as variables."""
        spec = self.spec(op)
        query = spec["query"] if isinstance(spec["query"], str) else "\n".join(spec["query"])
        variables = {
            name: row[value[1:]] if isinstance(value, str) and value.startswith("$") else value
            for name, value in spec["variables"].items()
        }
        name = re.search(r"query\s+(\w+)", query)
        return json.dumps({"operationName": name and name[1], "query": query, "variables": variables})

    def ask(self, body):
        """The status and the bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        connection.request("POST", self.path, body.encode(), headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, data


class Draws:
    """Seeded rows of variables, the same for every target unless its own file says otherwise."""

    def __init__(self, servers, seed):
        self.seed = seed
        self.db = sqlite3.connect(f"file:{servers.paths['db']}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        self.db.create_function("base64", 1, lambda value: base64.b64encode(str(value).encode()).decode())
        self.db.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, article_fts, row)")

    def rows(self, target, op, mode, count):
        """So many rows for a cold run, in a seeded order; the one row of a hot run."""
        spec = target.operations[op]
        wanted = "hot" if mode == "hot" else "draw"
        sql = spec.get(target.dialect, {}).get(wanted) or spec[wanted]
        rows = [dict(row) for row in self.db.execute(sql)]
        if mode == "hot":
            return rows[:1]
        random.Random(f"{self.seed} {op}").shuffle(rows)
        return [rows[number % len(rows)] for number in range(count)]
