FROM rustlang/rust:nightly-bookworm AS builder
RUN wget -qO- https://github.example.com/cargo-leptos/releases/download/v0.2.22/cargo-leptos-x86_64-unknown-linux-gnu.tar.gz | tar -xz -C /usr/local/bin --strip-components=1 \
 && rustup target add wasm32-unknown-unknown
WORKDIR /app
COPY . .
RUN cargo leptos build --release -vv

FROM debian:bookworm-slim AS runner
RUN groupadd --gid 1500 leptos \
 && useradd --uid 1500 --gid leptos --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin leptos
COPY --from=builder /app/target/release/site /app/site
COPY --from=builder /app/target/site /app/static
ENV LEPTOS_SITE_ADDR=0.0.0.0:8080 LEPTOS_SITE_ROOT=/app/static
WORKDIR /app
USER leptos
EXPOSE 8080
CMD ["/app/site"]
