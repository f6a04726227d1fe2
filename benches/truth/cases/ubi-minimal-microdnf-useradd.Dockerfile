FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5
RUN microdnf install -y --nodocs java-21-openjdk-headless shadow-utils \
 && useradd -u 1001 -r -g 0 -d /opt/app -s /sbin/nologin app \
 && microdnf clean all
COPY --chown=1001:0 target/app.jar /opt/app/app.jar
RUN chgrp -R 0 /opt/app && chmod -R g=u /opt/app
USER 1001
WORKDIR /opt/app
CMD ["java", "-jar", "app.jar"]
