FROM registry.internal.example.com/platform/debian:12
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY agent /usr/local/bin/agent
ENTRYPOINT ["agent"]
