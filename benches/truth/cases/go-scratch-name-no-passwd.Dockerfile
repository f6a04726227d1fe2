FROM golang:1.23 AS builder
RUN useradd -u 10001 appuser
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=builder /app /app
USER appuser
ENTRYPOINT ["/app"]
