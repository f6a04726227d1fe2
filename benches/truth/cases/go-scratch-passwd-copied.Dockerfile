FROM golang:1.23-alpine AS builder
ENV USER=appuser UID=10001
RUN adduser --disabled-password --gecos "" --home "/nonexistent" --shell "/sbin/nologin" --no-create-home --uid "${UID}" "${USER}"
WORKDIR $GOPATH/src/pkg/app/
COPY . .
RUN go mod download && go mod verify && CGO_ENABLED=0 go build -ldflags="-w -s" -o /go/bin/app

FROM scratch
COPY --from=builder /etc/passwd /etc/passwd
COPY --from=builder /etc/group /etc/group
COPY --from=builder /go/bin/app /go/bin/app
USER appuser:appuser
ENTRYPOINT ["/go/bin/app"]
