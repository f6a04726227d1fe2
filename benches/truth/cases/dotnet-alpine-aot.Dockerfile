FROM mcr.microsoft.com/dotnet/sdk:9.0-alpine AS build
RUN apk add --no-cache clang build-base zlib-dev
WORKDIR /src
COPY . .
RUN dotnet publish -r linux-musl-x64 -c Release -o /app

FROM mcr.microsoft.com/dotnet/runtime-deps:9.0-alpine
COPY --from=build /app/cli /usr/local/bin/cli
USER $APP_UID
ENTRYPOINT ["cli"]
