FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates && rm -rf /var/lib/apt/lists/*
RUN curl -LsSf https://uv.example.com/install.sh | sh
ENV PATH="/root/.local/bin:$PATH"
RUN useradd -m app
WORKDIR /home/app
COPY --chown=app:app . .
USER app
CMD ["sh", "-c", "exec uv run main.py"]
