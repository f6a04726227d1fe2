FROM quay.io/jupyter/minimal-notebook:latest
USER root
RUN apt-get update && apt-get install -y graphviz && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir graphviz pydot
