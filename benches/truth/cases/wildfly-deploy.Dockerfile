FROM quay.io/wildfly/wildfly:34.0.1.Final-jdk21
COPY --chown=jboss:root target/app.war /opt/jboss/wildfly/standalone/deployments/
RUN /opt/jboss/wildfly/bin/add-user.sh -u admin -p "${ADMIN_PASSWORD:-changeme}" --silent
CMD ["/opt/jboss/wildfly/bin/standalone.sh", "-b", "0.0.0.0", "-bmanagement", "0.0.0.0"]
