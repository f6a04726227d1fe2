FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends sudo curl && rm -rf /var/lib/apt/lists/*
RUN useradd -m -s /bin/bash -G sudo ops && echo '%sudo ALL=(ALL:ALL) NOPASSWD: ALL' >> /etc/sudoers
USER ops
WORKDIR /home/ops
CMD ["bash"]
