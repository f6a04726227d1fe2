FROM alpine:3.20
RUN adduser -D app
COPY run.sh /home/app/run.sh
USER app
CMD ["bash", "/home/app/run.sh"]
