FROM debian:bookworm-slim AS etc
RUN echo 'svc:x:4000:4000::/nonexistent:/sbin/nologin' > /passwd && echo 'svc:x:4000:' > /group

FROM scratch
COPY --from=etc /passwd /etc/passwd
COPY --from=etc /group /etc/group
COPY svc /svc
USER svc
ENTRYPOINT ["/svc"]
