FROM cgr.dev/chainguard/go:latest AS build
WORKDIR /work
COPY . .
RUN CGO_ENABLED=0 go build -o app .

FROM cgr.dev/chainguard/static:latest
COPY --from=build /work/app /usr/bin/app
ENTRYPOINT ["/usr/bin/app"]
