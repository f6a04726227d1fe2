ARG BASE=debian:bookworm-slim
FROM ${BASE}
ARG UID=5678
RUN adduser -u $UID --disabled-password --gecos "" app && mkdir /app && chown -R app /app
WORKDIR /app
COPY --chown=app requirements.txt .
USER app
CMD ["sleep", "1d"]
