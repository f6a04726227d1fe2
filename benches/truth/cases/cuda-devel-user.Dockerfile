FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-pip git && rm -rf /var/lib/apt/lists/*
RUN useradd -m -u 1001 trainer
WORKDIR /home/trainer/run
COPY --chown=trainer:trainer requirements.txt .
RUN pip3 install --no-cache-dir -r requirements.txt
COPY --chown=trainer:trainer . .
USER trainer
ENTRYPOINT ["python3", "-m", "trainer"]
