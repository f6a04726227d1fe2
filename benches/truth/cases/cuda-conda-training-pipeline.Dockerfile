FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04

ARG MINIFORGE_VERSION=24.11.0-0
ENV DEBIAN_FRONTEND=noninteractive \
    CONDA_DIR=/opt/conda \
    NVIDIA_VISIBLE_DEVICES=all

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      bzip2 \
      ca-certificates \
      curl \
      git \
      libgl1 \
      libglib2.0-0 \
 && rm -rf /var/lib/apt/lists/*

RUN groupadd -g 1000 mluser \
 && useradd -m -u 1000 -g mluser -s /bin/bash mluser

RUN curl -fsSL -o /tmp/miniforge.sh "https://conda.example.com/Miniforge3-${MINIFORGE_VERSION}-Linux-x86_64.sh" \
 && bash /tmp/miniforge.sh -b -p "$CONDA_DIR" \
 && rm /tmp/miniforge.sh \
 && chown -R mluser:mluser "$CONDA_DIR"

ENV PATH=$CONDA_DIR/bin:$PATH
USER mluser
WORKDIR /home/mluser/pipeline
COPY --chown=mluser:mluser environment.yml .
RUN conda env update -n base -f environment.yml && conda clean -afy
COPY --chown=mluser:mluser src ./src
COPY --chown=mluser:mluser configs ./configs
ENV PYTHONPATH=/home/mluser/pipeline/src
ENTRYPOINT ["python", "-m", "pipeline.train"]
CMD ["--config", "configs/base.yaml"]
