FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends cron curl && rm -rf /var/lib/apt/lists/*
COPY crontab /etc/cron.d/report
RUN chmod 0644 /etc/cron.d/report && crontab /etc/cron.d/report && touch /var/log/cron.log
CMD ["cron", "-f"]
