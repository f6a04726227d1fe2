FROM kong:3.9-ubuntu
USER root
COPY kong/plugins/tenant /usr/local/share/lua/5.1/kong/plugins/tenant
RUN luarocks install lua-resty-openidc 1.8.0
ENV KONG_PLUGINS=bundled,tenant
USER kong
