FROM registry.internal.example.com/platform/jvm-runtime:4.2
COPY target/billing.jar /deployments/billing.jar
ENV JAVA_OPTS="-Xmx512m"
EXPOSE 8080
