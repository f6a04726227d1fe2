FROM debian:12-slim
RUN useradd --system --uid 900 --no-create-home svc
COPY svc /usr/local/bin/svc
ENTRYPOINT ["setpriv", "--reuid=svc", "--regid=svc", "--init-groups", "--no-new-privs"]
CMD ["/usr/local/bin/svc"]
