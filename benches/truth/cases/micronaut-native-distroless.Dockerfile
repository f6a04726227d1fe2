FROM ghcr.io/graalvm/native-image-community:21-muslib AS graalvm
WORKDIR /home/app
COPY layers/libs /home/app/libs
COPY layers/app /home/app/
COPY layers/resources /home/app/resources
RUN native-image --static --libc=musl -H:Name=application -cp "/home/app/libs/*:/home/app/resources:/home/app/application.jar" com.example.Application

FROM gcr.io/distroless/static-debian12
COPY --from=graalvm /home/app/application /app/application
USER nonroot
EXPOSE 8080
ENTRYPOINT ["/app/application"]
