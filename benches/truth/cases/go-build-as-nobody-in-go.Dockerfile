FROM golang:1.23-bookworm
ENV GOCACHE=/go/cache
WORKDIR /go
USER nobody
RUN go install golang.org/x/tools/cmd/godoc@v0.25.0
EXPOSE 6060
CMD ["godoc", "-http=:6060"]
