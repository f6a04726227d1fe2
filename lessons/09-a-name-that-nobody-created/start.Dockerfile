FROM debian:bookworm-slim

# Our user. The number is agreed with the platform team
RUN adduser --disabled-password --gecos "" --uid 1200 content

# Where it works
WORKDIR /app
RUN chown -R appuser:appuser /app

# No root from here on
USER appuser

COPY thumbs /usr/local/bin/thumbs
COPY --chown=appuser:appuser photos/ photos/

CMD ["thumbs", "--photos", "/app/photos"]
