FROM golang:1.23-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /app .

FROM alpine:3.20
RUN addgroup -S appgroup && adduser -S appuser -G appgroup
COPY --from=build --chown=appuser:appgroup /app /home/appuser/app
WORKDIR /home/appuser
EXPOSE 8080
CMD ["./app"]
