FROM golang:1.24-bookworm

RUN useradd --uid 1200 --create-home builder
USER builder

WORKDIR /home/builder/thumbs
COPY go.mod go.sum *.go ./
RUN CGO_ENABLED=0 go build -o thumbs .

CMD ["./thumbs"]
