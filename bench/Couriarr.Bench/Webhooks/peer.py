"""
The peer: the service as its documents describe it. Flask behind gunicorn; a webhook is checked, its mounts are looked at, its path is
translated, its job is a row in SQLite, both logs get a line, and a thread of its own does the job and keeps the row. Only the copying is left out.
"""

import hmac
import json
import logging
import os
import sqlite3
import threading
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flask import Flask, jsonify, request

FOLDER = Path(os.environ["SYNC_DB_PATH"]).parent
MAPPINGS = {"/data/media/movies": (FOLDER / "from", FOLDER / "to")}
SCHEMA = """
CREATE TABLE IF NOT EXISTS sync_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job_type TEXT NOT NULL, source_path TEXT NOT NULL, dest_path TEXT NOT NULL,
    title TEXT, quality TEXT, file_size INTEGER, status TEXT DEFAULT 'pending', retry_count INTEGER DEFAULT 0, error_message TEXT,
    webhook_payload TEXT, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, started_at TIMESTAMP, completed_at TIMESTAMP,
    duration_seconds REAL, bytes_transferred INTEGER);
CREATE INDEX IF NOT EXISTS idx_status ON sync_jobs(status);
CREATE INDEX IF NOT EXISTS idx_created ON sync_jobs(created_at);
"""

app = Flask(__name__)
jobs_at_once = threading.Semaphore(2)


def log_to(name):
    log = logging.getLogger(name)
    handler = RotatingFileHandler(FOLDER / f"{name}.log", maxBytes=10 * 1024 * 1024, backupCount=5)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return log


program, history = log_to("sync_webhook"), log_to("sync_history")


def database():
    return closing(sqlite3.connect(os.environ["SYNC_DB_PATH"], timeout=30))


with database() as first:
    first.executescript(SCHEMA)


def translated(path):
    for prefix, (source, destination) in sorted(MAPPINGS.items(), key=lambda entry: -len(entry[0])):
        if path.startswith(prefix + "/"):
            return source / path[len(prefix) + 1 :], destination / path[len(prefix) + 1 :]
    raise ValueError(f"No mapping for {path}")


def update(job, change):
    with database() as db:
        db.execute(f"UPDATE sync_jobs SET {change} WHERE id = ?", (job,))
        db.commit()


def carry(job, title):
    with jobs_at_once:
        update(job, "status = 'running', started_at = CURRENT_TIMESTAMP")
        update(job, "status = 'success', completed_at = CURRENT_TIMESTAMP")
        history.info("SUCCESS %s", title)


@app.get("/health")
def health():
    return jsonify(status="healthy")


@app.post("/webhooks/radarr")
def radarr():
    if not hmac.compare_digest(request.headers.get("X-Webhook-Secret", ""), os.environ["WEBHOOK_SECRET"]):
        return jsonify(error="unauthorized"), 401
    payload = request.get_json()
    if not all(os.access(folder, os.R_OK) for pair in MAPPINGS.values() for folder in pair):
        return jsonify(error="a mount is not healthy"), 503
    movie, file = payload["movie"], payload["movieFile"]
    source, destination = translated(f"{movie['folderPath']}/{file['relativePath']}")
    row = ("movie", str(source), str(destination), movie["title"], file["quality"], file["size"], json.dumps(payload))
    with database() as db:
        written = db.execute(
            "INSERT INTO sync_jobs (job_type, source_path, dest_path, title, quality, file_size, webhook_payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        db.commit()
    program.info("Radarr imported %s (%s), job %s", movie["title"], file["quality"], written.lastrowid)
    threading.Thread(target=carry, args=(written.lastrowid, movie["title"]), daemon=True).start()
    return jsonify(status="queued", job_id=written.lastrowid)
