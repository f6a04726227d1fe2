FROM gradle:8.12-jdk21
WORKDIR /workspace
COPY . .
USER gradle
RUN gradle --no-daemon assemble
