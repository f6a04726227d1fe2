FROM ubuntu:22.04
ARG cnb_uid=1002
ARG cnb_gid=1000
RUN groupadd cnb --gid ${cnb_gid} && \
    useradd --uid ${cnb_uid} --gid ${cnb_gid} -m -s /bin/bash cnb
ENV CNB_USER_ID=${cnb_uid} CNB_GROUP_ID=${cnb_gid}
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libssl3 tzdata openjdk-21-jre-headless && rm -rf /var/lib/apt/lists/*
WORKDIR /workspace
COPY --chown=${cnb_uid}:${cnb_gid} target/app.jar /workspace/app.jar
USER ${cnb_uid}:${cnb_gid}
ENTRYPOINT ["java", "-jar", "/workspace/app.jar"]
