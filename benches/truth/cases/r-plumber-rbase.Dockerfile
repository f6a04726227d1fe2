FROM r-base:4.4.2
RUN apt-get update && apt-get install -y --no-install-recommends libsodium-dev libcurl4-openssl-dev && rm -rf /var/lib/apt/lists/*
RUN install2.r --error plumber jsonlite
COPY api.R /srv/api.R
USER docker
EXPOSE 8000
CMD ["Rscript", "-e", "plumber::pr_run(plumber::pr('/srv/api.R'), host='0.0.0.0', port=8000)"]
