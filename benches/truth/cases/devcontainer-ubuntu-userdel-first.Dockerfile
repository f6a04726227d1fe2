FROM ubuntu:24.04
ARG UID=1000
RUN userdel -r ubuntu \
 && useradd -m -u ${UID} -s /bin/bash dev
RUN apt-get update \
 && apt-get install -y --no-install-recommends git ca-certificates build-essential gdb \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /workspace
RUN chown dev:dev /workspace
USER dev
CMD ["sleep", "infinity"]
