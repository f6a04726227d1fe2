FROM gcr.io/distroless/java21-debian12:debug
COPY target/app.jar /app/app.jar
WORKDIR /app
CMD ["app.jar"]
