FROM eclipse-temurin:21-jre-alpine
ENV DB_USER=orders
ENV DB_PASSWORD=hunter2
COPY target/orders.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
