FROM alpine:3.20
RUN adduser -D -u 1010 app
COPY conf /etc/app
RUN chown -R app:apps /etc/app
USER app
CMD ["sh"]
