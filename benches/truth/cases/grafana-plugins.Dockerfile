FROM grafana/grafana:11.4.0
ENV GF_INSTALL_PLUGINS=""
RUN grafana cli --pluginsDir /var/lib/grafana/plugins plugins install grafana-piechart-panel
COPY provisioning/ /etc/grafana/provisioning/
COPY --chown=472:0 dashboards/ /var/lib/grafana/dashboards/
