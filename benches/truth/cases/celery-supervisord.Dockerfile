FROM python:3.12-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends supervisor && rm -rf /var/lib/apt/lists/*
RUN useradd --system --no-create-home celery

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
COPY deploy/supervisord.conf /etc/supervisor/conf.d/app.conf
RUN mkdir -p /var/log/celery && chown celery:celery /var/log/celery

CMD ["supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]
