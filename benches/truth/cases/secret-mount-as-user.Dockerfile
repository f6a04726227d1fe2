# syntax=docker/dockerfile:1
FROM python:3.12-slim-bookworm
RUN useradd -m app
USER app
WORKDIR /home/app
COPY --chown=app:app requirements.txt .
RUN --mount=type=secret,id=token \
    PIP_INDEX_URL="https://$(cat /run/secrets/token)@pypi.example.com/simple" pip install --user -r requirements.txt
