FROM dhi.io/nginx:1.27
COPY --chown=101:101 site/ /usr/share/nginx/html/
COPY nginx.conf /etc/nginx/nginx.conf
EXPOSE 8080
