# Builds the program, on Alpine
FROM golang:1.24-alpine AS build
RUN groupadd --gid 1300 builder \
    && useradd --uid 1300 --gid 1300 --create-home builder
USER builder
WORKDIR /src
COPY go.mod go.sum *.go ./
RUN CGO_ENABLED=0 go build -o thumbs .

# Runs it, on Red Hat
FROM registry.access.redhat.com/ubi8/ubi-minimal
RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home app
COPY --from=build /src/thumbs /usr/local/bin/thumbs
USER app
CMD ["thumbs"]
