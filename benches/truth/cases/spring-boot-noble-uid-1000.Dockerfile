FROM eclipse-temurin:21-jre-noble
RUN groupadd --gid 1000 spring && useradd --uid 1000 --gid spring --shell /usr/sbin/nologin spring
WORKDIR /opt/app
COPY --chown=spring:spring build/libs/*.jar app.jar
USER spring
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]
