FROM alpine:3.21
ADD --chmod=755 https://downloads.example.com/supercronic-linux-amd64 /usr/local/bin/supercronic
RUN adduser -D -h /jobs scheduler
COPY crontab /jobs/crontab
USER scheduler
CMD ["supercronic", "/jobs/crontab"]
