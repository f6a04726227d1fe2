FROM tomcat:10.1-jre21-temurin-noble
RUN groupadd -r -g 10001 tomcat && useradd -r -u 10001 -g tomcat -d "$CATALINA_HOME" -s /usr/sbin/nologin tomcat \
 && mkdir -p conf/Catalina \
 && chown -R tomcat:tomcat logs temp work conf/Catalina
COPY --chown=tomcat:tomcat target/ROOT.war webapps/ROOT.war
USER tomcat
