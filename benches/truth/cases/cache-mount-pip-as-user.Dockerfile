# syntax=docker/dockerfile:1
FROM python:3.12-slim-bookworm
RUN useradd -m -u 1000 app
USER app
WORKDIR /home/app
COPY --chown=app:app requirements.txt .
RUN --mount=type=cache,target=/var/cache/pip pip install --user --cache-dir /var/cache/pip -r requirements.txt
