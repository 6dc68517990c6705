"""The peer: the documented service, Flask behind gunicorn, one row in SQLite for each webhook, as durable as ours."""

import hmac
import json
import os
import sqlite3
import threading

from flask import Flask, jsonify, request

app = Flask(__name__)
mine = threading.local()

TABLE = """
CREATE TABLE IF NOT EXISTS sync_jobs (
    id INTEGER PRIMARY KEY, job_type TEXT, source_path TEXT, title TEXT, quality TEXT, file_size INTEGER,
    status TEXT, webhook_payload TEXT, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)
"""


def database():
    if not hasattr(mine, "database"):
        mine.database = sqlite3.connect(os.environ["SYNC_DB_PATH"], timeout=30)
        mine.database.execute("PRAGMA journal_mode=WAL")
        mine.database.execute("PRAGMA synchronous=FULL")
        mine.database.execute(TABLE)
    return mine.database


@app.get("/health")
def health():
    return jsonify(status="healthy")


@app.post("/webhooks/radarr")
def radarr():
    if not hmac.compare_digest(request.headers.get("X-Webhook-Secret", ""), os.environ["WEBHOOK_SECRET"]):
        return jsonify(error="unauthorized"), 401
    payload = request.get_json()
    movie, file = payload["movie"], payload["movieFile"]
    row = ("movie", file["path"], movie["title"], file["quality"], file["size"], "pending", json.dumps(payload))
    written = database().execute(
        "INSERT INTO sync_jobs (job_type, source_path, title, quality, file_size, status, webhook_payload) VALUES (?, ?, ?, ?, ?, ?, ?)", row
    )
    database().commit()
    return jsonify(status="queued", job_id=written.lastrowid)
