FROM golang:1.24-bookworm AS build

RUN useradd --uid 1200 --create-home builder
USER builder

WORKDIR /home/builder/thumbs
COPY go.mod go.sum *.go ./
RUN CGO_ENABLED=0 go build -o thumbs .

FROM gcr.io/distroless/static-debian12
COPY --from=build --chown=root:root /home/builder/thumbs/thumbs /thumbs
USER 65532:65532
ENTRYPOINT ["/thumbs"]
