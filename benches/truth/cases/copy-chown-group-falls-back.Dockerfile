FROM debian:bookworm-slim
RUN useradd -m app
COPY --chown=app:www public/ /home/app/public/
USER app
CMD ["sleep", "infinity"]
