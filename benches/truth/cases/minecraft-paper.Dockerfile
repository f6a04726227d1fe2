FROM eclipse-temurin:21-jre-jammy

ARG PAPER_VERSION=1.21.4
ARG PAPER_BUILD=103

RUN apt-get update \
 && apt-get install -y --no-install-recommends curl tini jq \
 && rm -rf /var/lib/apt/lists/*

RUN groupadd --gid 1000 minecraft \
 && useradd --uid 1000 --gid minecraft --home-dir /data --shell /usr/sbin/nologin minecraft \
 && mkdir -p /data /opt/paper \
 && chown minecraft:minecraft /data

RUN curl -fsSL -o /opt/paper/paper.jar \
      "https://api.example.com/v2/projects/paper/versions/${PAPER_VERSION}/builds/${PAPER_BUILD}/downloads/paper.jar"

ENV MEMORY=4G \
    JAVA_FLAGS="-XX:+UseG1GC -XX:+ParallelRefProcEnabled -XX:MaxGCPauseMillis=200"

COPY --chmod=755 start.sh /usr/local/bin/start

USER minecraft
WORKDIR /data
VOLUME /data
EXPOSE 25565/tcp 25565/udp
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "start"]
