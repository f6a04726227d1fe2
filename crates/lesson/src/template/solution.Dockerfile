FROM python:3.13-slim
RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --no-log-init --no-create-home --shell /usr/sbin/nologin app
WORKDIR /srv
COPY server.py ./
USER app
CMD ["python3", "server.py"]
