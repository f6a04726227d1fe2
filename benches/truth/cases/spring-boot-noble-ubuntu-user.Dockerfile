FROM eclipse-temurin:21-jre-noble
WORKDIR /opt/app
COPY build/libs/service.jar service.jar
USER ubuntu
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "service.jar"]
