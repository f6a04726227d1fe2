FROM rust:1.89-slim AS build
WORKDIR /app
COPY . .
RUN cargo build --locked --release && cp target/release/server /bin/server

FROM debian:stable-slim
ARG UID=10001
RUN adduser \
    --disabled-password \
    --gecos "" \
    --no-create-home \
    --uid "${UID}" \
    appuser
USER appuser
COPY --from=build /bin/server /bin/
CMD ["/bin/server"]
