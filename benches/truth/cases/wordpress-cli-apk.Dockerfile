FROM wordpress:cli
RUN apk add --no-cache mysql-client rsync
COPY backup.sh /backup.sh
CMD ["sh", "/backup.sh"]
