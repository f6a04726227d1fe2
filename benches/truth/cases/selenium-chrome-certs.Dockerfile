FROM selenium/standalone-chrome:131.0
USER root
COPY ca.crt /usr/local/share/ca-certificates/corp.crt
RUN update-ca-certificates
USER 1200:1201
