FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 infer
USER infer
WORKDIR /home/infer
COPY --chown=infer:infer . .
CMD ["python3", "serve.py"]
