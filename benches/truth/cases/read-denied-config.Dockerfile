FROM debian:bookworm-slim
RUN useradd -m app
COPY --chmod=600 app.conf /etc/app.conf
USER app
RUN grep -q '^mode' /etc/app.conf
CMD ["sleep", "infinity"]
