FROM debian:bookworm-slim
ARG UID=0
COPY job /usr/local/bin/job
USER ${UID}:${UID}
CMD ["job"]
