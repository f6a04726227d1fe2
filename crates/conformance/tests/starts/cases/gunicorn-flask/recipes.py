from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/recipes/<name>")
def recipe(name):
    return jsonify(name=name, minutes=35)
