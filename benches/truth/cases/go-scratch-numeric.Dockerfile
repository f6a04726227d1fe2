FROM golang:1.23-alpine AS builder
RUN apk add --no-cache git ca-certificates tzdata && update-ca-certificates
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/agent .

FROM scratch
COPY --from=builder /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=builder /out/agent /agent
USER 65534:65534
ENTRYPOINT ["/agent"]
