FROM gradle:8-jdk21 AS build
COPY --chown=gradle:gradle . /home/gradle/src
WORKDIR /home/gradle/src
RUN gradle buildFatJar --no-daemon

FROM amazoncorretto:21
RUN yum install -y shadow-utils && yum clean all \
 && groupadd -g 1001 ktor && useradd -u 1001 -g ktor -s /sbin/nologin ktor
COPY --from=build /home/gradle/src/build/libs/*-all.jar /app/server.jar
USER ktor
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/server.jar"]
