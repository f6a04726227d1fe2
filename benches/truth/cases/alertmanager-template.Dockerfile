FROM prom/alertmanager:v0.27.0
COPY alertmanager.yml /etc/alertmanager/alertmanager.yml
COPY templates/*.tmpl /etc/alertmanager/templates/
