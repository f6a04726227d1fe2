FROM debian:bookworm-slim

# A user of our own, with a number that stays
RUN adduser --disabled-password --gecos "" --uid 1200 content

WORKDIR /app
RUN chown -R appuser /app

# From here on, no longer root
USER appuser

# Install, copy, compile
COPY . .

CMD ["./run"]
