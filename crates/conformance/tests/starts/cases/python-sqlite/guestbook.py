import sqlite3
from http.server import BaseHTTPRequestHandler, HTTPServer

db = sqlite3.connect("guestbook.db")
db.execute("CREATE TABLE IF NOT EXISTS visit (at TEXT DEFAULT CURRENT_TIMESTAMP)")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        db.execute("INSERT INTO visit DEFAULT VALUES")
        db.commit()
        count = db.execute("SELECT count(*) FROM visit").fetchone()[0]
        body = f"visits: {count}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("", 8000), Handler).serve_forever()
