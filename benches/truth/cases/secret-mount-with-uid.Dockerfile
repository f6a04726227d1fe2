# syntax=docker/dockerfile:1
FROM python:3.12-slim-bookworm
RUN useradd -m -u 1000 app
USER app
WORKDIR /home/app
COPY --chown=app:app requirements.txt .
RUN --mount=type=secret,id=netrc,target=/home/app/.netrc,uid=1000 pip install --user -r requirements.txt
