FROM debian:bookworm
RUN apt-get update && apt-get install -y curl build-essential && rm -rf /var/lib/apt/lists/*
RUN curl -sSf https://sh.rustup.example.com | sh -s -- -y
ENV PATH=/root/.cargo/bin:$PATH
RUN useradd -m dev
USER dev
WORKDIR /home/dev/src
COPY --chown=dev:dev . .
RUN cargo build --release
