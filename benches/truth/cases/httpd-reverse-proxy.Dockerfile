FROM httpd:2.4
RUN sed -i \
      -e 's/^#\(LoadModule .*mod_proxy.so\)/\1/' \
      -e 's/^#\(LoadModule .*mod_proxy_http.so\)/\1/' conf/httpd.conf \
 && echo 'Include conf/extra/proxy.conf' >> conf/httpd.conf
COPY proxy.conf conf/extra/proxy.conf
