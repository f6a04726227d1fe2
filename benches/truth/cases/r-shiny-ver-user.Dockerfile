FROM rocker/r-ver:4.4.2
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4-openssl-dev libssl-dev && rm -rf /var/lib/apt/lists/*
RUN R -q -e 'install.packages(c("shiny", "bslib", "DT"))'
RUN useradd -m -u 1000 shiny
COPY --chown=shiny:shiny app /home/shiny/app
USER shiny
EXPOSE 3838
CMD ["R", "-e", "shiny::runApp('/home/shiny/app', host='0.0.0.0', port=3838)"]
