import sqlite3

from flask import Flask

app = Flask(__name__, instance_path="/app/instance")


@app.get("/")
def index():
    with sqlite3.connect(app.instance_path + "/app.sqlite") as db:
        db.execute("CREATE TABLE IF NOT EXISTS hit (n INTEGER)")
        db.execute("INSERT INTO hit VALUES (1)")
        return f"hits: {db.execute('SELECT count(*) FROM hit').fetchone()[0]}\n"
