FROM perl:5.40-slim-bookworm
RUN cpanm --notest Mojolicious EV
RUN useradd -u 1001 -M -s /usr/sbin/nologin mojo
WORKDIR /usr/src/mojo
COPY . .
USER mojo
EXPOSE 3000
CMD ["perl", "script/mojo.pl", "prefork", "-l", "http://*:3000"]
