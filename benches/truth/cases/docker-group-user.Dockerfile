FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends docker.io git && rm -rf /var/lib/apt/lists/*
RUN useradd -m -s /bin/bash ci && usermod -aG docker ci
USER ci
WORKDIR /home/ci
CMD ["bash"]
