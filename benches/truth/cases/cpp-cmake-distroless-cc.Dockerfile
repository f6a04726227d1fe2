FROM gcc:14 AS build
RUN apt-get update && apt-get install -y --no-install-recommends cmake ninja-build && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cmake -G Ninja -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build

FROM gcr.io/distroless/cc-debian12
COPY --from=build /src/build/bin/engine /engine
USER 1000:1000
CMD ["/engine"]
