FROM gradle:8.12-jdk21 AS build
USER gradle
WORKDIR /home/gradle/src
COPY --chown=gradle:gradle settings.gradle build.gradle ./
RUN gradle dependencies --no-daemon
COPY --chown=gradle:gradle src src
RUN gradle bootJar --no-daemon

FROM eclipse-temurin:21-jre-jammy
RUN groupadd -g 1001 app && useradd -u 1001 -g app -d /nonexistent -s /usr/sbin/nologin app
COPY --from=build /home/gradle/src/build/libs/*.jar /app/app.jar
USER app
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
