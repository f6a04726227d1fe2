FROM alpine:3.19
RUN adduser -D -h /jobs cron
COPY crontab /jobs/crontab
USER cron
CMD ["crond", "-f", "-c", "/jobs"]
