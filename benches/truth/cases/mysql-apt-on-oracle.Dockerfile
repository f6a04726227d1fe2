FROM mysql:8.0
RUN apt-get update && apt-get install -y python3 && rm -rf /var/lib/apt/lists/*
COPY scripts/ /docker-entrypoint-initdb.d/
