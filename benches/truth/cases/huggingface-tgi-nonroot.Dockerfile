FROM ghcr.io/huggingface/text-generation-inference:3.0.1
RUN mkdir -p /data && chown 1000:1000 /data
ENV HUGGINGFACE_HUB_CACHE=/data
USER 1000:1000
CMD ["--model-id", "/data/model", "--port", "8080"]
