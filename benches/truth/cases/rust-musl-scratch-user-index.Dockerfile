FROM rust:1.83-alpine AS build
RUN apk add --no-cache musl-dev && adduser -D -u 1001 runner
WORKDIR /src
COPY . .
RUN cargo build --release

FROM scratch
COPY --chown=runner:runner --from=build /src/target/release/tool /tool
USER 1001
ENTRYPOINT ["/tool"]
