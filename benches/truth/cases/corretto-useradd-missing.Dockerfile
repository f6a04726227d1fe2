FROM amazoncorretto:21-al2023
RUN useradd -m -u 1001 service
WORKDIR /opt/service
COPY target/service.jar .
USER service
CMD ["java", "-jar", "service.jar"]
