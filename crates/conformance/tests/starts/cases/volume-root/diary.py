import pathlib
from http.server import BaseHTTPRequestHandler, HTTPServer

DIARY = pathlib.Path("/var/lib/diary/diary.txt")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        with DIARY.open("a") as diary:
            diary.write(self.path + "\n")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"noted\n")


HTTPServer(("", 8000), Handler).serve_forever()
