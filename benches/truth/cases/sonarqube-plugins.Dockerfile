FROM sonarqube:25.1.0.102122-community
COPY --chown=sonarqube:root plugins/*.jar /opt/sonarqube/extensions/plugins/
