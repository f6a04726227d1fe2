FROM ghcr.io/actions/actions-runner:2.321.0
USER root
RUN apt-get update && apt-get install -y --no-install-recommends build-essential python3-pip unzip && rm -rf /var/lib/apt/lists/*
USER runner
