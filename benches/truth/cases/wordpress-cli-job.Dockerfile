FROM wordpress:cli-2.11
COPY --chmod=755 scripts/ /opt/jobs/
WORKDIR /var/www/html
CMD ["/opt/jobs/nightly.sh"]
