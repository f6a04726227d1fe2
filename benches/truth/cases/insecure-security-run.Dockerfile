# syntax=docker/dockerfile:1-labs
FROM debian:bookworm-slim
RUN --security=insecure cat /proc/self/status | grep CapEff
CMD ["bash"]
