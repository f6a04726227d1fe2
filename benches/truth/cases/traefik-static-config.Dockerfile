FROM traefik:v3.2
COPY traefik.yml /etc/traefik/traefik.yml
COPY dynamic/ /etc/traefik/dynamic/
EXPOSE 80 443 8080
