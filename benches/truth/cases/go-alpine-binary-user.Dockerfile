FROM golang:1.22-alpine AS build
WORKDIR /app
COPY go.* ./
RUN go mod download
COPY . .
RUN go build -o /gopher ./cmd/gopher

FROM alpine:3.20
RUN apk --no-cache add ca-certificates && adduser -S -H gopher
COPY --from=build /gopher /usr/local/bin/gopher
USER gopher
CMD ["gopher"]
